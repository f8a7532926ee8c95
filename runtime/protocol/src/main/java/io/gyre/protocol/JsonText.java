package io.gyre.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Strings as JSON text: how long they get when escaped, and back. */
final class JsonText {
  static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private static final int ASCII = 0x80;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final byte[] WIDTHS = new byte[ASCII];

  static {
    for (int c = 0; c < ASCII; c++) {
      WIDTHS[c] = (byte) (c == '"' || c == '\\' || shortEscape(c) != 0 ? 2 : c < 0x20 ? 6 : 1);
    }
  }

  private JsonText() {}

  /** The bytes an ASCII character takes inside a JSON string. */
  static int width(int ascii) {
    return WIDTHS[ascii];
  }

  /** The letter of an escape of two characters, or 0. */
  static int shortEscape(int c) {
    return switch (c) {
      case '"' -> '"';
      case '\\' -> '\\';
      case '\b' -> 'b';
      case '\f' -> 'f';
      case '\n' -> 'n';
      case '\r' -> 'r';
      case '\t' -> 't';
      default -> 0;
    };
  }

  /** The bytes a string takes between quotes, in UTF-8. */
  static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ASCII) {
        width += WIDTHS[c];
      } else if (c < 0x800) {
        width += 2;
      } else if (Utf8.pairAt(text, i)) {
        width += 4;
        i++;
      } else {
        width += 3;
      }
    }
    return width;
  }

  /**
   * Whether a string is written as its bytes stand: all ASCII, and none that is escaped. Those with
   * a question mark count as others, because a lone surrogate became one.
   *
   * @param utf8 the bytes of the string as the platform encodes it
   */
  static boolean isPlain(String text, byte[] utf8) {
    int length = utf8.length;
    if (length != text.length()) {
      return false;
    }
    if (length < Long.BYTES) {
      for (byte c : utf8) {
        if (WIDTHS[c] != 1 || c == '?') {
          return false;
        }
      }
      return true;
    }
    long hits = specials((long) Utf8.LONGS.get(utf8, length - Long.BYTES));
    for (int at = 0; at < length - Long.BYTES; at += Long.BYTES) {
      hits |= specials((long) Utf8.LONGS.get(utf8, at));
    }
    return (hits & HIGH_BITS) == 0;
  }

  /** Has high bits set if one of eight ASCII bytes is escaped or a question mark. */
  private static long specials(long word) {
    long quotes = word ^ (ONES * '"');
    long backslashes = word ^ (ONES * '\\');
    long questions = word ^ (ONES * '?');
    return ((word - ONES * 0x20) & ~word)
        | ((quotes - ONES) & ~quotes)
        | ((backslashes - ONES) & ~backslashes)
        | ((questions - ONES) & ~questions);
  }

  /** The string that checked JSON text between quotes stands for. */
  static String unescape(byte[] bytes, int from, int to) {
    byte[] text = unescapeToUtf8(bytes, from, to);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** The UTF-8 of the string that checked JSON text between quotes stands for. */
  static byte[] unescapeToUtf8(byte[] bytes, int from, int to) {
    byte[] out = new byte[to - from]; // an escape is never shorter than what it stands for
    int length = 0;
    int at = from;
    while (at < to) {
      byte c = bytes[at++];
      if (c != '\\') {
        out[length++] = c;
        continue;
      }
      byte letter = bytes[at++];
      if (letter != 'u') {
        out[length++] = (byte) unescaped(letter);
        continue;
      }
      int unit = JsonScanner.hex(bytes, at, to);
      at += 4;
      int point = unit;
      if (Character.isSurrogate((char) unit)) {
        point = Utf8.REPLACEMENT;
        boolean paired = to - at >= 6 && bytes[at] == '\\' && bytes[at + 1] == 'u';
        int low = paired ? JsonScanner.hex(bytes, at + 2, to) : 0;
        if (Character.isSurrogatePair((char) unit, (char) low)) {
          point = Character.toCodePoint((char) unit, (char) low);
          at += 6;
        }
      }
      length = Utf8.put(point, out, length);
    }
    return length == out.length ? out : Arrays.copyOf(out, length);
  }

  private static int unescaped(byte letter) {
    return switch (letter) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> letter;
    };
  }
}
