package io.gyre.http2;

import java.util.Arrays;

/**
 * A frame of HTTP/2 (RFC 9113, 4.1).
 *
 * @param payload owned by who holds the frame
 */
record Frame(int type, int flags, int stream, byte[] payload) {
  static final int HEAD_BYTES = 9;

  /** The largest payload that a peer may send, as long as the server does not offer more. */
  static final int PAYLOAD_BYTES_MAX = 16_384;

  static final int DATA = 0x0;
  static final int HEADERS = 0x1;
  static final int PRIORITY = 0x2;
  static final int RST_STREAM = 0x3;
  static final int SETTINGS = 0x4;
  static final int PUSH_PROMISE = 0x5;
  static final int PING = 0x6;
  static final int GOAWAY = 0x7;
  static final int WINDOW_UPDATE = 0x8;
  static final int CONTINUATION = 0x9;

  static final int END_STREAM = 0x1;
  static final int END_HEADERS = 0x4;
  static final int PADDED = 0x8;
  static final int WITH_PRIORITY = 0x20;

  /** A frame whose payload is one number. */
  static Frame ofNumber(int type, int stream, int number) {
    byte[] payload = new byte[4];
    writeNumber(payload, 0, number);
    return new Frame(type, 0, stream, payload);
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** The number at a place of the payload, without its first bit, which is reserved. */
  int number(int at) {
    return number(payload, at);
  }

  static int number(byte[] bytes, int at) {
    return (bytes[at] & 0x7f) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | (bytes[at + 3] & 0xff);
  }

  /** The frame as it is sent. */
  byte[] bytes() {
    byte[] bytes = new byte[HEAD_BYTES + payload.length];
    bytes[0] = (byte) (payload.length >> 16);
    bytes[1] = (byte) (payload.length >> 8);
    bytes[2] = (byte) payload.length;
    bytes[3] = (byte) type;
    bytes[4] = (byte) flags;
    writeNumber(bytes, 5, stream);
    System.arraycopy(payload, 0, bytes, HEAD_BYTES, payload.length);
    return bytes;
  }

  /** How long the payload is behind such a head. */
  static int length(byte[] head) {
    return (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | (head[2] & 0xff);
  }

  /** The frame with such a head. */
  static Frame of(byte[] head, byte[] payload) {
    return new Frame(head[3] & 0xff, head[4] & 0xff, number(head, 5), payload);
  }

  /** A part of the payload. */
  byte[] payload(int from, int to) {
    return Arrays.copyOfRange(payload, from, to);
  }

  private static void writeNumber(byte[] bytes, int at, int number) {
    bytes[at] = (byte) (number >> 24);
    bytes[at + 1] = (byte) (number >> 16);
    bytes[at + 2] = (byte) (number >> 8);
    bytes[at + 3] = (byte) number;
  }
}
