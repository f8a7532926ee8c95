package io.gyre.protocol;

/**
 * Writes Protobuf from the end to the beginning, so that the length of a message is known when its
 * prefix is due: fields are to be written in falling order. Measures first, as {@link JsonWriter}.
 */
final class ProtobufWriter {
  private static final int VARINT = 0;
  private static final int DELIMITED = 2;

  private byte[] buffer = Bytes.EMPTY;
  private int position; // falls; below zero while measuring
  private boolean measuring = true;

  /** Writes what was measured into an array, so that it ends before an index. */
  static ProtobufWriter into(byte[] target, int end) {
    ProtobufWriter writer = new ProtobufWriter();
    writer.buffer = target;
    writer.position = end;
    writer.measuring = false;
    return writer;
  }

  /** How many bytes were measured. */
  int length() {
    return -position;
  }

  /** Ends measuring: what was measured fits exactly into the array taken now. */
  void allocate() {
    buffer = new byte[-position];
    position = buffer.length;
    measuring = false;
  }

  /** The array itself, full after measuring. */
  byte[] filled() {
    return buffer;
  }

  /** Marks the end of a message, before its fields are written. */
  int mark() {
    return position;
  }

  /**
   * Begins the message that ends at the mark: its length and the tag of the field that holds it.
   */
  void message(int field, int mark) {
    length(mark);
    tag(field, DELIMITED);
  }

  /** Writes the length of what ends at the mark. */
  void length(int mark) {
    varint(mark - position);
  }

  void bool(int field, boolean value) {
    if (value) {
      varint(1);
      tag(field, VARINT);
    }
  }

  /** Writes an integer of any type but sint: negative ones take ten bytes. */
  void integer(int field, long value) {
    if (value != 0) {
      varint(value);
      tag(field, VARINT);
    }
  }

  /** Writes a sint64. */
  void zigzag(int field, long value) {
    integer(field, (value << 1) ^ (value >> (Long.SIZE - 1)));
  }

  void bytes(int field, byte[] value) {
    if (value.length == 0) {
      return;
    }
    int at = claim(value.length);
    if (!measuring) {
      System.arraycopy(value, 0, buffer, at, value.length);
    }
    varint(value.length);
    tag(field, DELIMITED);
  }

  /** Writes fields that are encoded already: the bytes of an array from an index to its end. */
  void raw(byte[] fields, int from) {
    int at = claim(fields.length - from);
    if (!measuring) {
      System.arraycopy(fields, from, buffer, at, fields.length - from);
    }
  }

  void string(int field, String value) {
    if (!value.isEmpty()) {
      element(field, value);
    }
  }

  /** Writes a string also if it is empty, as elements of lists and maps are. */
  void element(int field, String value) {
    int width = Utf8.width(value);
    int at = claim(width);
    if (!measuring) {
      Utf8.put(value, width, buffer, at);
    }
    varint(width);
    tag(field, DELIMITED);
  }

  private void tag(int field, int type) {
    varint((field << 3) | type);
  }

  private void varint(long value) {
    if (value >= 0 && value < 0x80) {
      int at = claim(1);
      if (!measuring) {
        buffer[at] = (byte) value;
      }
      return;
    }
    int width = (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7;
    int at = claim(width);
    if (measuring) {
      return;
    }
    long rest = value;
    for (int i = 1; i < width; i++) {
      buffer[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[at] = (byte) rest;
  }

  private int claim(int count) {
    position = Math.subtractExact(position, count);
    return position;
  }
}
