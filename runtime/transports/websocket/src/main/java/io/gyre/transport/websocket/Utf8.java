package io.gyre.transport.websocket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks that text is UTF-8: no overlong forms, no surrogates, nothing beyond U+10FFFF. */
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private Utf8() {}

  /** Whether the part of the array from {@code from} to its end is valid. */
  static boolean valid(byte[] bytes, int from) {
    int i = from;
    while (i < bytes.length) {
      if (i <= bytes.length - Long.BYTES && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
        i += Long.BYTES;
      } else {
        int length = characterLength(bytes, i);
        if (length == 0) {
          return false;
        }
        i += length;
      }
    }
    return true;
  }

  /** Bytes of the character at a place; 0 if there is no valid one. */
  private static int characterLength(byte[] bytes, int at) {
    int lead = bytes[at] & 0xff;
    if (lead < 0x80) {
      return 1;
    }
    if (lead < 0xc2 || lead > 0xf4) {
      return 0;
    }
    int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (at + length > bytes.length) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    int second = bytes[at + 1] & 0xff;
    return switch (lead) {
      case 0xe0 -> second >= 0xa0 ? length : 0; // below: overlong
      case 0xed -> second < 0xa0 ? length : 0; // above: surrogates
      case 0xf0 -> second >= 0x90 ? length : 0; // below: overlong
      case 0xf4 -> second < 0x90 ? length : 0; // above: beyond U+10FFFF
      default -> length;
    };
  }
}
