package io.gyre.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Checks that bytes are UTF-8 as RFC 3629 has it: no overlong forms, surrogates or values above
 * U+10FFFF.
 */
public final class Utf8 {
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final char REPLACEMENT = '\ufffd';
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /** Whether the array is UTF-8. */
  public static boolean isValid(byte[] bytes) {
    return isValid(bytes, 0, bytes.length);
  }

  /** Whether the bytes from (inclusive) to (exclusive) are UTF-8. */
  public static boolean isValid(byte[] bytes, int from, int to) {
    int position = from;
    while (position < to) {
      while (position <= to - Long.BYTES && ((long) LONGS.get(bytes, position) & HIGH_BITS) == 0) {
        position += Long.BYTES;
      }
      if (position >= to) {
        return true;
      }
      if (bytes[position] >= 0) {
        position++;
        continue;
      }
      int length = sequence(bytes, position, to);
      if (length == 0) {
        return false;
      }
      position += length;
    }
    return true;
  }

  /** The length of the sequence of two to four bytes that starts here, or 0 if it is not valid. */
  private static int sequence(byte[] bytes, int at, int to) {
    int first = bytes[at] & 0xff;
    if (first < 0xc2 || first > 0xf4) {
      return 0;
    }
    int length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (to - at < length) {
      return 0;
    }
    int second = bytes[at + 1] & 0xff;
    int lowest = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int highest = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < lowest || second > highest) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /** The bytes a string takes; a lone surrogate takes those of U+FFFD. */
  static int width(String text) {
    int width = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        continue;
      }
      if (c < 0x800) {
        width++;
      } else {
        width += 2;
        if (pairAt(text, i)) {
          i++; // four bytes for two units
        }
      }
    }
    return width;
  }

  /** Writes a string of this width and returns the position after it. */
  @SuppressWarnings("deprecation") // drops upper halves of characters, of which ASCII has none
  static int put(String text, int width, byte[] out, int from) {
    int at = from;
    if (width == text.length()) {
      text.getBytes(0, width, out, at);
      return at + width;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (pairAt(text, i)) {
        at = put(text.codePointAt(i), out, at);
        i++;
      } else {
        at = put(Character.isSurrogate(c) ? REPLACEMENT : c, out, at);
      }
    }
    return at;
  }

  /** Whether a surrogate pair begins at this index. */
  static boolean pairAt(String text, int index) {
    return Character.isHighSurrogate(text.charAt(index))
        && index + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(index + 1));
  }

  /** Writes a code point and returns the position after it. */
  static int put(int point, byte[] out, int from) {
    int at = from;
    if (point < 0x80) {
      out[at++] = (byte) point;
      return at;
    }
    if (point < 0x800) {
      out[at++] = (byte) (0xc0 | (point >> 6));
    } else {
      if (point < 0x10000) {
        out[at++] = (byte) (0xe0 | (point >> 12));
      } else {
        out[at++] = (byte) (0xf0 | (point >> 18));
        out[at++] = (byte) (0x80 | ((point >> 12) & 0x3f));
      }
      out[at++] = (byte) (0x80 | ((point >> 6) & 0x3f));
    }
    out[at++] = (byte) (0x80 | (point & 0x3f));
    return at;
  }
}
