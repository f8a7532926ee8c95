package io.gyre.transport.websocket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Frames as clients send them, right and wrong. */
final class ClientBytes {
  private static final int KEY = 0xa1b2_c3d4;

  private ClientBytes() {}

  /** A masked frame with the first byte given. */
  static byte[] frame(int head, byte[] payload) {
    int length = payload.length;
    ByteBuffer header = ByteBuffer.allocate(14).put((byte) head);
    if (length <= 125) {
      header.put((byte) (0x80 | length));
    } else if (length <= 0xffff) {
      header.put((byte) 0xfe).putShort((short) length);
    } else {
      header.put((byte) 0xff).putLong(length);
    }
    header.putInt(KEY);
    byte[] frame = new byte[header.position() + length];
    header.flip().get(frame, 0, header.limit());
    for (int i = 0; i < length; i++) {
      frame[header.limit() + i] = (byte) (payload[i] ^ (KEY >>> (24 - 8 * (i % 4))));
    }
    return frame;
  }

  static byte[] frame(int head, String payload) {
    return frame(head, payload.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  static byte[] join(byte[]... parts) {
    try (ByteArrayOutputStream all = new ByteArrayOutputStream()) {
      for (byte[] part : parts) {
        all.write(part);
      }
      return all.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
