package io.gyre.distribution;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Commands of the Protobuf protocol, each behind its length, as far as a rehearsal sends them. */
final class RehearsalProtobuf {
  private static final int NUMBER = 0;
  private static final int BYTES = 2;

  private RehearsalProtobuf() {}

  /** A connect command; an empty token is none. */
  static byte[] connect(int id, String token) {
    return command(id, 4, token.isEmpty() ? new byte[0] : text(1, token));
  }

  static byte[] subscribe(int id, String channel) {
    return command(id, 5, text(1, channel));
  }

  /** A subscribe command of a client that has seen everything up to an offset. */
  static byte[] recover(int id, String channel, int offset) {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(text(1, channel));
    request.writeBytes(number(3, 1));
    request.writeBytes(number(7, offset));
    return command(id, 5, request.toByteArray());
  }

  private static byte[] command(int id, int kind, byte[] request) {
    ByteArrayOutputStream command = new ByteArrayOutputStream();
    command.writeBytes(number(1, id));
    command.writeBytes(bytes(kind, request));
    ByteArrayOutputStream framed = new ByteArrayOutputStream();
    varint(framed, command.size());
    framed.writeBytes(command.toByteArray());
    return framed.toByteArray();
  }

  private static byte[] number(int field, int value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    varint(out, (field << 3) | NUMBER);
    varint(out, value);
    return out.toByteArray();
  }

  private static byte[] text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] bytes(int field, byte[] value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    varint(out, (field << 3) | BYTES);
    varint(out, value.length);
    out.writeBytes(value);
    return out.toByteArray();
  }

  private static void varint(ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest >= 0x80) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }
}
