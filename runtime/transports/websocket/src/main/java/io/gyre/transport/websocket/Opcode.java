package io.gyre.transport.websocket;

/** Kinds of WebSocket frames, and the bits around them in a frame's first byte. */
final class Opcode {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /** The frame ends its message. */
  static final int FIN = 0x80;

  /** With permessage-deflate: the message is compressed. */
  static final int RSV1 = 0x40;

  /** Bits that no extension of ours uses. */
  static final int RSV23 = 0x30;

  private Opcode() {}

  /** The kind in a frame's first byte. */
  static int of(int firstByte) {
    return firstByte & 0x0f;
  }

  /** Whether a kind is about the connection and not part of a message. */
  static boolean isControl(int opcode) {
    return opcode >= CLOSE;
  }
}
