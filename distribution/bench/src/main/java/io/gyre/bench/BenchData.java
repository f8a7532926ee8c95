package io.gyre.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Payloads as applications send them. */
final class BenchData {
  private BenchData() {}

  /** A JSON object of so many bytes. */
  static byte[] json(int bytes) {
    String frame = "{\"n\":1,\"text\":\"\"}";
    return frame
        .replace("\"\"", "\"" + "x".repeat(bytes - frame.length()) + "\"")
        .getBytes(US_ASCII);
  }
}
