package io.gyre.api;

import java.util.Base64;

/** Bytes that come as JSON text or, which wins, as Base64. */
final class Payload {
  private static final byte[] EMPTY = {};

  private byte[] json = EMPTY;
  private byte[] decoded = EMPTY;
  private boolean malformed;

  void json(byte[] text) {
    json = text;
  }

  /** Takes Base64 with padding; line breaks in it are passed over. */
  void base64(byte[] text) {
    byte[] compact = withoutBreaks(text);
    malformed = compact.length % 4 != 0;
    if (!malformed) {
      try {
        decoded = Base64.getDecoder().decode(compact);
      } catch (IllegalArgumentException notBase64) {
        malformed = true;
      }
    }
  }

  private static byte[] withoutBreaks(byte[] text) {
    int length = 0;
    byte[] compact = new byte[text.length];
    for (byte c : text) {
      if (c != '\n' && c != '\r') {
        compact[length++] = c;
      }
    }
    return length == text.length ? text : java.util.Arrays.copyOf(compact, length);
  }

  /** Whether what came was not Base64. */
  boolean isMalformed() {
    return malformed;
  }

  byte[] bytes() {
    return decoded.length == 0 ? json : decoded;
  }
}
