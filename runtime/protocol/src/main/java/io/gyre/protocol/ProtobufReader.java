package io.gyre.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Pulls fields out of Protobuf bytes; every length is checked against the message it stands in
 * before anything is taken for it. Groups, which the protocol never had, are refused. Belongs to
 * one thread.
 */
final class ProtobufReader {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int DELIMITED = 2;
  private static final int FIXED32 = 5;
  private static final int TYPE_BITS = 3;
  private static final int FIELD_MAX = (1 << 29) - 1;

  private final byte[] bytes;
  private int position;
  private int limit; // the end of the innermost open message
  private int type;

  ProtobufReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.position = from;
    this.limit = to;
  }

  /** Passes a tag and returns the number of the field; 0 at the end of the open message. */
  int field() {
    if (position == limit) {
      return 0;
    }
    long tag = varint();
    long field = tag >>> TYPE_BITS;
    if (field == 0 || field > FIELD_MAX) {
      throw new ProtocolException("Protobuf field number is out of range");
    }
    type = (int) tag & 7;
    return (int) field;
  }

  /**
   * Opens the message the field holds and returns the end of the one around it, for {@link #leave}.
   */
  int enter() {
    int length = length();
    int outer = limit;
    limit = position + length;
    return outer;
  }

  /** Closes the open message, whose fields were all read. */
  void leave(int outer) {
    limit = outer;
  }

  boolean bool() {
    return integer() != 0;
  }

  /** Reads an int32 or uint32 as Protobuf prescribes: wider values lose their upper half. */
  int int32() {
    return (int) integer();
  }

  /** Reads an int64 or uint64. */
  long integer() {
    expect(VARINT);
    return varint();
  }

  String string() {
    int length = length();
    int from = position;
    position += length;
    if (!Utf8.isValid(bytes, from, position)) {
      throw new ProtocolException("Protobuf string is not UTF-8");
    }
    return length == 0 ? "" : new String(bytes, from, length, StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    int length = length();
    int from = position;
    position += length;
    return length == 0 ? Bytes.EMPTY : Arrays.copyOfRange(bytes, from, position);
  }

  /** Passes a field this server does not know. */
  void skip() {
    switch (type) {
      case VARINT -> varint();
      case FIXED64 -> pass(Long.BYTES);
      case DELIMITED -> pass(length());
      case FIXED32 -> pass(Integer.BYTES);
      default -> throw new ProtocolException("Protobuf wire type is not supported");
    }
  }

  int position() {
    return position;
  }

  /** Passes a length that is followed by as many bytes. */
  int delimiter() {
    long length = varint();
    if (length < 0 || length > limit - position) {
      throw new ProtocolException("Protobuf length exceeds the message");
    }
    return (int) length;
  }

  private int length() {
    expect(DELIMITED);
    return delimiter();
  }

  private void pass(int count) {
    if (count > limit - position) {
      throw truncated();
    }
    position += count;
  }

  private void expect(int expected) {
    if (type != expected) {
      throw new ProtocolException("Protobuf field has another type");
    }
  }

  private long varint() {
    if (position < limit && bytes[position] >= 0) {
      return bytes[position++];
    }
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (position == limit) {
        throw truncated();
      }
      byte b = bytes[position++];
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        if (shift == Long.SIZE - 1 && b > 1) {
          break;
        }
        return value;
      }
    }
    throw new ProtocolException("Protobuf varint is too long");
  }

  private static ProtocolException truncated() {
    return new ProtocolException("Protobuf message is cut short");
  }
}
