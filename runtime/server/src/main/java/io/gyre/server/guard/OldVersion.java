package io.gyre.server.guard;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Translates requests of HTTP/1.0, which health checks and some proxies still send, for a server
 * that knows 1.1 only. A request line that comes in pieces is left as it is, and refused.
 */
final class OldVersion {
  private static final byte[] VERSION = ascii(" HTTP/1.0\r");
  private static final byte[] CLOSE = ascii("Connection: close\r\n");
  private static final byte[] HOST = ascii("Host: localhost\r\n");
  private static final byte[] HOST_NAME = ascii("\nhost:");

  private OldVersion() {}

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The head of a request in version 1.1 that ends its connection; the same array if it is none.
   */
  static byte[] translate(byte[] bytes) {
    int end = lineEnd(bytes);
    int version = end - VERSION.length;
    if (version < 0 || !Arrays.equals(bytes, version, end, VERSION, 0, VERSION.length)) {
      return bytes;
    }
    byte[] host = hasHost(bytes, end) ? new byte[0] : HOST;
    byte[] translated = new byte[bytes.length + CLOSE.length + host.length];
    int at = append(translated, 0, bytes, 0, end + 1);
    translated[end - 2] = '1';
    at = append(translated, at, CLOSE, 0, CLOSE.length);
    at = append(translated, at, host, 0, host.length);
    append(translated, at, bytes, end + 1, bytes.length);
    return translated;
  }

  private static int append(byte[] target, int at, byte[] source, int from, int to) {
    System.arraycopy(source, from, target, at, to - from);
    return at + to - from;
  }

  private static int lineEnd(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static boolean hasHost(byte[] bytes, int from) {
    for (int i = from; i + HOST_NAME.length <= bytes.length; i++) {
      if (bytes[i] == '\n' && (bytes[i + 1] == '\r' || isHost(bytes, i))) {
        return bytes[i + 1] != '\r';
      }
    }
    return false;
  }

  private static boolean isHost(byte[] bytes, int at) {
    for (int i = 1; i < HOST_NAME.length; i++) {
      if (Character.toLowerCase(bytes[at + i]) != HOST_NAME[i]) {
        return false;
      }
    }
    return true;
  }
}
