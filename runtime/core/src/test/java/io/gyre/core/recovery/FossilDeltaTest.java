package io.gyre.core.recovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FossilDeltaTest {
  private static final long SEED = 20261121;

  @Test
  void writesOneCopyAndOneInsertForAChangedEnd() {
    String base = "{\"text\":\"the quick brown fox jumps over the lazy dog\",\"n\":1}";
    String target = "{\"text\":\"the quick brown fox jumps over the lazy dog\",\"n\":2}";
    assertEquals("x\nv@0,2:2}1uaIUS;", text(FossilDelta.create(bytes(base), bytes(target))));
  }

  @Test
  void spellsOutATargetThatSharesNothing() {
    assertEquals("3\n3:abc1XObC0;", text(FossilDelta.create(bytes(""), bytes("abc"))));
  }

  @Test
  void anEqualTargetIsOneCopy() {
    byte[] data = bytes("0123456789".repeat(10));
    assertTrue(text(FossilDelta.create(data, data)).startsWith("1_\n1_@0,"));
    assertArrayEquals(data, FossilDelta.apply(data, FossilDelta.create(data, data)));
  }

  @Test
  void anEmptyTargetWorks() {
    assertEquals("0\n0;", text(FossilDelta.create(bytes("abc"), bytes(""))));
    assertArrayEquals(new byte[0], FossilDelta.apply(bytes("abc"), bytes("0\n0;")));
  }

  @Test
  void findsMovedPieces() {
    byte[] first = random(new Random(SEED), 4000, 256);
    byte[] second = random(new Random(SEED + 1), 4000, 256);
    byte[] delta = FossilDelta.create(join(first, second), join(second, first));
    assertTrue(delta.length < 100, () -> "length=" + delta.length);
    assertArrayEquals(join(second, first), FossilDelta.apply(join(first, second), delta));
  }

  @Test
  void editsOfAnyKindComeBack() {
    Random random = new Random(SEED);
    for (int round = 0; round < 4000; round++) {
      byte[] base =
          random(random, random.nextInt(round % 50 == 0 ? 5000 : 200), 1 + random.nextInt(256));
      byte[] target = edited(random, base);
      byte[] delta = FossilDelta.create(base, target);
      int current = round;
      assertArrayEquals(
          target, FossilDelta.apply(base, delta), () -> "seed=" + SEED + " round=" + current);
      assertTrue(delta.length <= target.length + 40);
    }
  }

  @Test
  void aDeltaOfTextsIsText() throws CharacterCodingException {
    Random random = new Random(SEED);
    for (int round = 0; round < 4000; round++) {
      String base = randomText(random, random.nextInt(300));
      StringBuilder target = new StringBuilder(base);
      for (int i = random.nextInt(6); i > 0; i--) {
        int at =
            target.offsetByCodePoints(
                0, random.nextInt(1 + target.codePointCount(0, target.length())));
        target.insert(at, randomText(random, random.nextInt(40)));
      }
      byte[] delta = FossilDelta.create(bytes(base), bytes(target.toString()));
      String carried =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(delta)).toString();
      assertEquals(target.toString(), text(FossilDelta.apply(bytes(base), bytes(carried))));
    }
  }

  @Test
  void checksumOfLargeWordsTakesSixDigits() {
    byte[] data = new byte[4001];
    Arrays.fill(data, (byte) 0xff);
    byte[] delta = FossilDelta.create(new byte[0], data);
    assertEquals("3z~~lO;", new String(delta, delta.length - 7, 7, StandardCharsets.ISO_8859_1));
    assertArrayEquals(data, FossilDelta.apply(new byte[0], delta));
  }

  @Test
  void refusesMalformedDeltas() {
    byte[] base = bytes("0123456789");
    for (String delta :
        new String[] {
          "",
          "5",
          "5\n",
          "x",
          "\n0;",
          "5\n5@0,",
          "5\n5@0;0;",
          "5\n5@6,0;",
          "5\nB@0,0;",
          "5\n5:abc",
          "5\n6:abcdef0;",
          "5\n2:ab0;",
          "3\n3:abc0;",
          "3\n3?abc0;",
          "~~~~~~~\n0;",
          "3\n~~~~~~~~@0,;",
          "3\n3@~~~~~~,0;",
          "3\n-1:abc;"
        }) {
      assertThrows(
          IllegalArgumentException.class, () -> FossilDelta.apply(base, bytes(delta)), delta);
    }
  }

  @Test
  void damagedDeltasNeverBreakTheReader() {
    Random random = new Random(SEED);
    byte[] base = random(random, 500, 8);
    byte[] delta = FossilDelta.create(base, edited(random, base));
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = Arrays.copyOf(delta, 1 + random.nextInt(delta.length));
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      try {
        FossilDelta.apply(base, damaged);
      } catch (IllegalArgumentException refused) {
        assertTrue(String.valueOf(refused.getMessage()).startsWith("delta refused"));
      }
    }
  }

  @Test
  void aHugeAnnouncedSizeCostsNoMemory() {
    assertThrows(
        IllegalArgumentException.class, () -> FossilDelta.apply(new byte[0], bytes("0~~~~~\n0;")));
  }

  private static byte[] edited(Random random, byte[] base) {
    byte[] result = base.clone();
    for (int edits = random.nextInt(8); edits > 0; edits--) {
      int from = random.nextInt(result.length + 1);
      int to = from + random.nextInt(Math.min(60, result.length - from) + 1);
      byte[] before = Arrays.copyOf(result, from);
      byte[] after = Arrays.copyOfRange(result, to, result.length);
      byte[] middle =
          random.nextBoolean() ? random(random, random.nextInt(50), 256) : after.clone();
      result = join(join(before, middle.length > 2000 ? new byte[0] : middle), after);
    }
    return result;
  }

  private static byte[] random(Random random, int length, int alphabet) {
    byte[] data = new byte[length];
    for (int i = 0; i < length; i++) {
      data[i] = (byte) random.nextInt(alphabet);
    }
    return data;
  }

  private static String randomText(Random random, int length) {
    String[] characters = {"a", "b", "é", "è", "п", "р", "漢", "字", "😀", "😁", "\n", "7"};
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(characters[random.nextInt(characters.length)]);
    }
    return text.toString();
  }

  private static byte[] join(byte[] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] data) {
    return new String(data, StandardCharsets.UTF_8);
  }
}
