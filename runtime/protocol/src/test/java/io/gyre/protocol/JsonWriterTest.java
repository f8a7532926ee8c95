package io.gyre.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  @Test
  void setsCommasBetweenFieldsAndElements() {
    JsonWriter writer = new JsonWriter(1);
    writer.beginObject().name("a").number(-1).name("b").beginArray();
    writer.string("x").bool(false).nullValue().beginObject().endObject().beginArray().endArray();
    writer.endArray().name("c").raw("[ 1 ]".getBytes(UTF_8)).name("d").number(1.5).endObject();
    assertEquals(
        "{\"a\":-1,\"b\":[\"x\",false,null,{},[]],\"c\":[ 1 ],\"d\":1.5}",
        new String(writer.toByteArray(), UTF_8));
  }

  @Test
  void writesStringsOfAnyCharactersAsMeasured() {
    String letters =
        "aZ09 ~/?'\"\\\n\u0000\u001f\u007f\u0080\u00ff\u0448\u2028\ud83d\ude00\ud83d\udc00";
    RandomGenerator random = new SplittableRandom(5);
    for (int round = 0; round < 20_000; round++) {
      int usual = random.nextInt(1, 20); // how many plain letters for each other one
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(40); text.length() < length; ) {
        text.append(
            letters.charAt(random.nextInt(random.nextInt(usual) == 0 ? letters.length() : 6)));
      }
      JsonWriter measured = JsonWriter.measuring().string(text.toString());
      measured.allocate();
      measured.string(text.toString());
      assertEquals(
          new String(measured.filled(), UTF_8), text(new JsonWriter(1).string(text.toString())));
    }
  }

  @Test
  void writesWholeNumbersWithoutFraction() {
    assertEquals("3", number(3.0));
    assertEquals("-0.25", number(-0.25));
    assertEquals("1.0E300", number(1e300));
  }

  @Test
  void writesEveryWidthOfInteger() {
    long value = 1;
    for (int i = 0; i < 20; i++) {
      for (long near : new long[] {value - 1, value, value + 1}) {
        assertEquals(Long.toUnsignedString(near), text(new JsonWriter().unsigned(near)));
        assertEquals(Long.toString(near), text(new JsonWriter().number(near)));
      }
      value *= 10;
    }
    assertEquals("-9223372036854775808", text(new JsonWriter().number(Long.MIN_VALUE)));
    assertEquals(
        BigInteger.TWO.pow(64).subtract(BigInteger.ONE).toString(),
        text(new JsonWriter().unsigned(-1)));
  }

  @Test
  void writesTextThatReadsBackEqual() {
    RandomGenerator random = new SplittableRandom(5);
    for (int i = 0; i < 2_000; i++) {
      String text = Schema.text(random);
      byte[] json = new JsonWriter().string(text).toByteArray();
      assertEquals(text, new JsonReader(json).string());
      assertEquals(text, JsonOracle.parse(json));
      assertEquals(text, new JsonReader(JsonOracle.quote(text).getBytes(UTF_8)).string());
      assertArrayEquals(json, new JsonWriter().string(text.getBytes(UTF_8)).toByteArray());
    }
  }

  @Test
  void checksPayloadsAlsoWithoutMeasuring() {
    assertEquals("{ \"a\":1}", text(new JsonWriter().payload("{\n \"a\":1\r}".getBytes(UTF_8))));
    assertThrows(NotJsonException.class, () -> new JsonWriter().payload("{".getBytes(UTF_8)));
    assertThrows(NotJsonException.class, () -> new JsonWriter().string(new byte[] {(byte) 0x80}));
  }

  private static String number(double value) {
    return text(new JsonWriter().number(value));
  }

  private static String text(JsonWriter writer) {
    return new String(writer.toByteArray(), UTF_8);
  }
}
