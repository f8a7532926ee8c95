package io.gyre.transport.websocket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks that text is UTF-8: no overlong forms, no surrogates, nothing beyond U+10FFFF. */
final class Utf8 {
  /** What {@link #checked} returns where no text can be. */
  static final int NOT_TEXT = -1;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private Utf8() {}

  /** Whether the part of the array from {@code from} to its end is valid. */
  static boolean valid(byte[] bytes, int from) {
    return checked(bytes, from, bytes.length) == bytes.length;
  }

  /**
   * How far the part of an array is valid, which may end inside of a character: the place of its
   * first byte that is not part of a whole character, or {@link #NOT_TEXT} if no bytes that follow
   * could make it valid.
   */
  static int checked(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      if (i <= to - Long.BYTES && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
        i += Long.BYTES;
      } else {
        int length = characterLength(bytes, i, to);
        if (length == 0) {
          return NOT_TEXT;
        }
        if (length > to - i) {
          return i;
        }
        i += length;
      }
    }
    return i;
  }

  /** Bytes that the character at a place has or is going to have; 0 if there is no valid one. */
  private static int characterLength(byte[] bytes, int at, int to) {
    int lead = bytes[at] & 0xff;
    if (lead < 0x80) {
      return 1;
    }
    if (lead < 0xc2 || lead > 0xf4) {
      return 0;
    }
    int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    int present = Math.min(length, to - at);
    for (int i = 1; i < present; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return present == 1 || secondFits(lead, bytes[at + 1] & 0xff) ? length : 0;
  }

  private static boolean secondFits(int lead, int second) {
    return switch (lead) {
      case 0xe0 -> second >= 0xa0; // below: overlong
      case 0xed -> second < 0xa0; // above: surrogates
      case 0xf0 -> second >= 0x90; // below: overlong
      case 0xf4 -> second < 0x90; // above: beyond U+10FFFF
      default -> true;
    };
  }
}
