package io.gyre.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class Utf8Test {
  private static final int[] LEADS = {
    0x41, 0x7f, 0x80, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff
  };

  @Test
  void agreesWithTheDecoderOfThePlatform() {
    RandomGenerator random = new SplittableRandom(7);
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = new byte[random.nextInt(12)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] =
            (byte)
                (random.nextInt(3) == 0
                    ? LEADS[random.nextInt(LEADS.length)]
                    : 0x80 + random.nextInt(0x40));
      }
      assertEquals(decodes(bytes), Utf8.isValid(bytes), () -> HexFormat.of().formatHex(bytes));
    }
    byte[] text = "привет, world 😀 and more".getBytes(UTF_8);
    for (int to = 0; to <= text.length; to++) {
      assertEquals(decodes(java.util.Arrays.copyOf(text, to)), Utf8.isValid(text, 0, to));
    }
  }

  @Test
  void writesTextAsThePlatformDoes() {
    RandomGenerator random = new SplittableRandom(8);
    for (int i = 0; i < 2_000; i++) {
      String text = Schema.text(random);
      byte[] bytes = new byte[Utf8.width(text)];
      assertEquals(bytes.length, Utf8.put(text, bytes.length, bytes, 0));
      assertArrayEquals(text.getBytes(UTF_8), bytes);
    }
  }

  @Test
  void replacesLoneSurrogates() {
    String text = "a\ud800b\udc00";
    byte[] bytes = new byte[Utf8.width(text)];
    Utf8.put(text, bytes.length, bytes, 0);
    assertEquals("a\ufffdb\ufffd", new String(bytes, UTF_8));
  }

  private static boolean decodes(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
