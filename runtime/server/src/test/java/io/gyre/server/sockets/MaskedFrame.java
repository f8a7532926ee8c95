package io.gyre.server.sockets;

import java.nio.ByteBuffer;

/** A frame of a WebSocket as clients send it. */
public final class MaskedFrame {
  private static final int KEY = 0x1234_5678;

  private MaskedFrame() {}

  /**
   * Its bytes.
   *
   * @param head the first byte: the last fragment's bit and the kind
   */
  public static byte[] of(int head, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) head);
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else if (payload.length <= 0xffff) {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(payload.length);
    }
    frame.putInt(KEY);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ (KEY >>> (24 - 8 * (i & 3)))));
    }
    byte[] bytes = new byte[frame.position()];
    frame.flip().get(bytes);
    return bytes;
  }
}
