package io.gyre.core.recovery;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing byte array that knows how the Fossil format writes numbers: base 64, highest digit
 * first. One thread at a time.
 */
final class FossilBytes {
  private static final byte[] DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~"
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] VALUES = values();
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes;
  private int size;

  FossilBytes(int capacity) {
    this.bytes = new byte[capacity];
  }

  static int intAt(byte[] data, int at) {
    return (int) INT.get(data, at);
  }

  /** Returns the value of a digit, or -1 for any other byte. */
  static int digit(byte value) {
    return value < 0 ? -1 : VALUES[value];
  }

  /** Returns how many digits the number takes; it is read as unsigned. */
  static int digits(int number) {
    return Math.max(1, (32 - Integer.numberOfLeadingZeros(number) + 5) / 6);
  }

  int size() {
    return size;
  }

  void number(int number) {
    for (int shift = 6 * (digits(number) - 1); shift >= 0; shift -= 6) {
      add(DIGITS[(number >>> shift) & 0x3f]);
    }
  }

  void add(char character) {
    add((byte) character);
  }

  void add(byte value) {
    room(1);
    bytes[size++] = value;
  }

  void add(byte[] source, int from, int to) {
    room(to - from);
    System.arraycopy(source, from, bytes, size, to - from);
    size += to - from;
  }

  byte[] toArray() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (more > bytes.length - size) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), size + (size >> 1) + 16));
    }
  }

  private static byte[] values() {
    byte[] values = new byte[128];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < DIGITS.length; i++) {
      values[DIGITS[i]] = (byte) i;
    }
    return values;
  }
}
