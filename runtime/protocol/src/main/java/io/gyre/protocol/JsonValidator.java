package io.gyre.protocol;

/** Tells whether bytes are one JSON value (RFC 8259, in UTF-8, at most 1024 levels deep). */
public final class JsonValidator {
  private JsonValidator() {}

  /** Whether the array is exactly one JSON value, white space around it allowed. */
  public static boolean isValid(byte[] bytes) {
    return isValid(bytes, 0, bytes.length);
  }

  /** Whether the bytes from (inclusive) to (exclusive) are exactly one JSON value. */
  public static boolean isValid(byte[] bytes, int from, int to) {
    int end = JsonScanner.value(bytes, from, to);
    return end >= 0
        && JsonScanner.whitespace(bytes, end, to) == to
        && Utf8.isValid(bytes, from, to);
  }
}
