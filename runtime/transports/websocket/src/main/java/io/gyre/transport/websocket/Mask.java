package io.gyre.transport.websocket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The XOR that clients lay over their payloads. */
final class Mask {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Mask() {}

  /** Takes the mask off a part of an array; the key's highest byte belongs to the first byte. */
  static void apply(byte[] bytes, int from, int length, int key) {
    long wide = ((long) key << 32) | (key & 0xffff_ffffL);
    int end = from + length;
    int i = from;
    for (; i <= end - Long.BYTES; i += Long.BYTES) {
      LONGS.set(bytes, i, (long) LONGS.get(bytes, i) ^ wide);
    }
    for (int shift = 24; i < end; i++) {
      bytes[i] ^= (byte) (key >>> shift);
      shift = shift == 0 ? 24 : shift - 8;
    }
  }

  /** The key for the bytes that follow {@code count} masked ones. */
  static int after(int key, int count) {
    return Integer.rotateLeft(key, (count & 3) * Byte.SIZE);
  }
}
