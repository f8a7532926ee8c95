package io.gyre.transport.websocket;

import io.gyre.spi.transport.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes frames as a server does: unmasked. */
final class FrameWriter {
  private static final int LENGTH_SHORT_MAX = 125;
  private static final int LENGTH_16_BITS = 126;
  private static final int LENGTH_64_BITS = 127;
  private static final int REASON_BYTES_MAX = 123;

  private FrameWriter() {}

  /** A frame around the first bytes of an array. */
  static byte[] frame(int firstByte, byte[] payload, int length) {
    byte[] frame = begun(firstByte, length);
    System.arraycopy(payload, 0, frame, frame.length - length, length);
    return frame;
  }

  /** A frame around messages. */
  static byte[] frame(int firstByte, Frame messages) {
    byte[] frame = begun(firstByte, messages.length());
    messages.writeTo(frame, frame.length - messages.length());
    return frame;
  }

  /** A frame but for its payload, which takes the last bytes. */
  private static byte[] begun(int firstByte, int length) {
    int header = length <= LENGTH_SHORT_MAX ? 2 : length <= 0xffff ? 4 : 10;
    byte[] frame = new byte[header + length];
    ByteBuffer out = ByteBuffer.wrap(frame).put((byte) firstByte);
    switch (header) {
      case 2 -> out.put((byte) length);
      case 4 -> out.put((byte) LENGTH_16_BITS).putShort((short) length);
      default -> out.put((byte) LENGTH_64_BITS).putLong(length);
    }
    return frame;
  }

  /** A close frame; the reason is cut to what fits, between characters. */
  static byte[] close(int code, String reason) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    int kept = Math.min(text.length, REASON_BYTES_MAX);
    while (kept < text.length && kept > 0 && (text[kept] & 0xc0) == 0x80) {
      kept--;
    }
    byte[] payload = new byte[2 + kept];
    ByteBuffer.wrap(payload).putShort((short) code).put(text, 0, kept);
    return frame(Opcode.FIN | Opcode.CLOSE, payload, payload.length);
  }
}
