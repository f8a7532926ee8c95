package io.gyre.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * A field of a header list.
 *
 * @param name with a character for each byte
 * @param value with a character for each byte
 */
record Field(String name, String value) {
  /** What a table or a list accounts for a field beside its bytes (RFC 7541, 4.1). */
  private static final int OVERHEAD_BYTES = 32;

  /** How much of a table or a list it takes, in bytes. */
  int size() {
    return name.length() + value.length() + OVERHEAD_BYTES;
  }

  boolean isPseudo() {
    return name.startsWith(":");
  }

  static String text(byte[] bytes, int from, int length) {
    return new String(bytes, from, length, ISO_8859_1);
  }
}
