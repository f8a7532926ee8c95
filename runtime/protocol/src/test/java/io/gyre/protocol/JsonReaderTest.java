package io.gyre.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  @Test
  void readsAnObjectFieldByField() {
    JsonReader reader =
        reader(
            " { \"a\" : \"x\\ty\" , \"b\":[1, -2 ,[]], \"c\":{\"d\":true}, \"e\": 1.5e1, \"f\":null } ");
    List<String> names = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    assertTrue(reader.beginObject());
    while (reader.nextField()) {
      names.add(reader.fieldName());
      switch (reader.fieldName()) {
        case "a" -> assertEquals("x\ty", reader.string());
        case "b" -> {
          assertTrue(reader.beginArray());
          while (reader.nextElement()) {
            if (reader.peek() == JsonReader.Kind.NUMBER) {
              numbers.add(reader.int32());
            } else {
              reader.skip();
            }
          }
        }
        case "c" -> assertEquals("{\"d\":true}", new String(reader.raw(), UTF_8));
        case "e" -> assertEquals(15.0, reader.number64());
        default -> assertTrue(reader.nullValue());
      }
    }
    reader.end();
    assertEquals(List.of("a", "b", "c", "e", "f"), names);
    assertEquals(List.of(1, -2), numbers);
  }

  @Test
  void readsNullAsTheZeroValue() {
    JsonReader reader = reader("[null,null,null,null,null,null,null]");
    assertTrue(reader.beginArray());
    assertTrue(reader.nextElement());
    assertEquals("", reader.string());
    assertTrue(reader.nextElement());
    assertEquals(0, reader.int64());
    assertTrue(reader.nextElement());
    assertEquals(0, reader.uint64());
    assertTrue(reader.nextElement());
    assertFalse(reader.bool());
    assertTrue(reader.nextElement());
    assertFalse(reader.beginObject());
    assertTrue(reader.nextElement());
    assertEquals(0.0, reader.number64());
    assertTrue(reader.nextElement());
    assertEquals("null", new String(reader.raw(), UTF_8));
    assertFalse(reader.nextElement());
    reader.end();
  }

  @Test
  void givesExpectedNamesWithoutMakingThemAnew() {
    FieldNames names = FieldNames.of("channel", "data", "id");
    JsonReader reader = new JsonReader("{\"data\":1,\"other\":2,\"\":3}".getBytes(UTF_8), names);
    assertTrue(reader.beginObject());
    assertTrue(reader.nextField());
    assertSame("data", reader.fieldName());
    reader.skip();
    assertTrue(reader.nextField());
    assertEquals("other", reader.fieldName());
    reader.skip();
    assertTrue(reader.nextField());
    assertEquals("", reader.fieldName());
  }

  @Test
  void knowsTheBoundsOfIntegers() {
    assertEquals(Long.MIN_VALUE, reader("-9223372036854775808").int64());
    assertEquals(Long.MAX_VALUE, reader("9223372036854775807").int64());
    assertEquals(-1L, reader("18446744073709551615").uint64());
    assertEquals(0xffff_ffffL, reader("4294967295").uint32());
    assertEquals(Integer.MIN_VALUE, reader("-2147483648").int32());
    for (String text :
        List.of(
            "9223372036854775808",
            "-9223372036854775809",
            "1".repeat(60_000),
            "1.0",
            "1e2",
            "-",
            "")) {
      assertThrows(ProtocolException.class, () -> reader(text).int64(), text);
    }
    for (String text :
        List.of("18446744073709551616", "18446744073709551620", "-1", "-0", "\"1\"")) {
      assertThrows(ProtocolException.class, () -> reader(text).uint64(), text);
    }
    assertThrows(ProtocolException.class, () -> reader("4294967296").uint32());
    assertThrows(ProtocolException.class, () -> reader("2147483648").int32());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "{\"a\" 1}",
        "[1]",
        "{\"a\":1]",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":1e}",
        "{\"a\":+1}",
        "{\"a\":tru}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\t\"}",
        "{\"a\":'b'}",
        "{\"a\":NaN}",
        "{} x",
        "{}{}",
      })
  void refusesMalformedObjects(String text) {
    assertThrows(
        ProtocolException.class,
        () -> {
          JsonReader reader = reader(text);
          if (reader.beginObject()) {
            while (reader.nextField()) {
              reader.skip();
            }
          }
          reader.end();
        });
  }

  @Test
  void boundsTheLevelsThatAreOpen() {
    JsonReader reader = reader("[".repeat(JsonReader.DEPTH_MAX + 1));
    for (int i = 0; i < JsonReader.DEPTH_MAX; i++) {
      assertTrue(reader.beginArray());
      assertTrue(reader.nextElement());
    }
    assertThrows(ProtocolException.class, reader::beginArray);
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    assertThrows(ProtocolException.class, () -> new JsonReader(new byte[] {'"', (byte) 0xc0, '"'}));
  }

  @Test
  void skipsDeepValuesInALoop() {
    for (int depth : new int[] {63, 64, 65, 128, 129, 1_023, 1_024}) {
      String text = "[{\"a\":".repeat(depth / 2) + "[".repeat(depth % 2);
      String end = "]".repeat(depth % 2) + "}]".repeat(depth / 2);
      String inner = depth % 2 == 0 ? "1" : "";
      assertTrue(JsonValidator.isValid((text + inner + end).getBytes(UTF_8)), "depth " + depth);
      assertFalse(
          JsonValidator.isValid((text + inner + end.replaceFirst("]", "}")).getBytes(UTF_8)));
    }
    assertFalse(JsonValidator.isValid(("[".repeat(1_026) + "]".repeat(1_026)).getBytes(UTF_8)));
    assertFalse(JsonValidator.isValid("[".repeat(1_000_000).getBytes(UTF_8)));
  }

  private static JsonReader reader(String text) {
    return new JsonReader(text.getBytes(UTF_8));
  }
}
