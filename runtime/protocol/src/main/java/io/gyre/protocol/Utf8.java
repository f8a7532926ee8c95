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
}
