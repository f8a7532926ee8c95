package io.gyre.transport.websocket;

/** Codes that end a WebSocket connection (RFC 6455, section 7.4). */
final class CloseCode {
  static final int PROTOCOL_ERROR = 1002;
  static final int NOT_UTF8 = 1007;
  static final int POLICY = 1008;
  static final int TOO_BIG = 1009;

  private CloseCode() {}

  /** The code to answer a faulty close frame with, or 0 if it is as it should be. */
  static int refusal(byte[] payload) {
    if (payload.length == 0) {
      return 0;
    }
    if (payload.length == 1) {
      return PROTOCOL_ERROR;
    }
    int code = (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
    if (!sendable(code)) {
      return PROTOCOL_ERROR;
    }
    return Utf8.valid(payload, 2) ? 0 : NOT_UTF8;
  }

  /** 1004 to 1006 and 1015 are never sent; what is left out is not defined. */
  private static boolean sendable(int code) {
    return (code >= 1000 && code <= 1003)
        || (code >= 1007 && code <= 1014)
        || (code >= 3000 && code <= 4999);
  }
}
