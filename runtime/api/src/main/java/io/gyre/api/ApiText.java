package io.gyre.api;

import java.util.Arrays;

/**
 * A JSON document at the beginning of an array, which nobody writes to any more.
 *
 * @param length how many bytes it takes
 */
record ApiText(byte[] bytes, int length) {
  /** A document that takes the whole array. */
  static ApiText of(byte[] whole) {
    return new ApiText(whole, whole.length);
  }

  /** The document in an array of its length. */
  byte[] whole() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }
}
