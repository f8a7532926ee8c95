package io.gyre.transport.websocket;

import java.nio.ByteBuffer;

/**
 * What stands before a frame's payload.
 *
 * @param head the first byte: flags and kind
 * @param masked whether the payload is masked, as a client's has to be
 * @param length of the payload in bytes, unsigned
 * @param key of the mask
 */
record FrameHeader(int head, boolean masked, long length, int key) {
  private static final int MASKED = 0x80;
  private static final int CONTROL_BYTES_MAX = 125;

  /** Bytes of a header, told by its second byte. */
  static int length(byte second) {
    int extended =
        switch (second & 0x7f) {
          case 126 -> 2;
          case 127 -> 8;
          default -> 0;
        };
    return 2 + extended + ((second & MASKED) == 0 ? 0 : 4);
  }

  /** Reads a header that is there as a whole. */
  static FrameHeader read(ByteBuffer bytes) {
    int head = bytes.get() & 0xff;
    int second = bytes.get();
    long length =
        switch (second & 0x7f) {
          case 126 -> bytes.getShort() & 0xffff;
          case 127 -> bytes.getLong();
          default -> second & 0x7f;
        };
    boolean masked = (second & MASKED) != 0;
    return new FrameHeader(head, masked, length, masked ? bytes.getInt() : 0);
  }

  /** Whether the frame is about the connection. */
  boolean isControl() {
    return Opcode.isControl(Opcode.of(head));
  }

  /**
   * The code to close the connection with because of this header, or 0.
   *
   * @param compression whether messages may be compressed
   * @param inMessage whether a message has begun and not ended
   */
  int refusal(boolean compression, boolean inMessage) {
    boolean legal = masked && length >= 0 && (head & Opcode.RSV23) == 0;
    boolean flagged = (head & Opcode.RSV1) != 0;
    boolean fitting =
        switch (Opcode.of(head)) {
          case Opcode.CONTINUATION -> inMessage && !flagged;
          case Opcode.TEXT, Opcode.BINARY -> !inMessage && (compression || !flagged);
          case Opcode.CLOSE, Opcode.PING, Opcode.PONG ->
              !flagged && (head & Opcode.FIN) != 0 && length <= CONTROL_BYTES_MAX;
          default -> false;
        };
    return legal && fitting ? 0 : CloseCode.PROTOCOL_ERROR;
  }
}
