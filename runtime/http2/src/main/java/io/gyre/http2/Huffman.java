package io.gyre.http2;

import io.helidon.http.http2.Http2ErrorCode;
import io.helidon.http.http2.Http2Exception;
import java.io.ByteArrayOutputStream;

/**
 * Reads strings in the code of RFC 7541, appendix B. The code is canonical: codes of one length
 * follow each other in the order of their symbols, so the lengths say it all. Stateless.
 */
final class Huffman {
  /** How many bits the code of each byte has, sixteen bytes a line. */
  private static final byte[] BITS = {
    13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28,
    28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28,
    6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6,
    5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
    13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
    7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
    15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5,
    6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28,
    20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23,
    24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24,
    22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23,
    21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23,
    26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25,
    19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27,
    20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23,
    26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
  };

  private static final int BITS_MAX = 30;
  private static final int PADDING_BITS_MAX = 7;

  /** The first code of each length, and behind the last. */
  private static final int[] FIRST = new int[BITS_MAX + 1];

  private static final int[] BEHIND = new int[BITS_MAX + 1];

  /** The bytes in the order of their codes, and where those with a code of a length begin. */
  private static final byte[] BYTES = new byte[BITS.length];

  private static final int[] OFFSET = new int[BITS_MAX + 1];

  static {
    int code = 0;
    int offset = 0;
    for (int bits = 1; bits <= BITS_MAX; bits++) {
      code <<= 1;
      FIRST[bits] = code;
      OFFSET[bits] = offset;
      for (int value = 0; value < BITS.length; value++) {
        if (BITS[value] == bits) {
          BYTES[offset++] = (byte) value;
          code++;
        }
      }
      BEHIND[bits] = code;
    }
  }

  private Huffman() {}

  /**
   * Decodes some bytes.
   *
   * @throws Http2Exception if they hold the end-of-string symbol or end in anything but its
   *     beginning
   */
  static String decode(byte[] bytes, int from, int length) {
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(length * 2);
    int code = 0;
    int bits = 0;
    for (int at = from; at < from + length; at++) {
      for (int bit = 7; bit >= 0; bit--) {
        code = code << 1 | ((bytes[at] >> bit) & 1);
        bits++;
        if (bits > BITS_MAX) {
          throw malformed();
        }
        if (code < BEHIND[bits]) {
          decoded.write(BYTES[OFFSET[bits] + code - FIRST[bits]]);
          code = 0;
          bits = 0;
        }
      }
    }
    boolean onlyOnes = code == (1 << bits) - 1;
    if (bits > PADDING_BITS_MAX || !onlyOnes) {
      throw malformed();
    }
    byte[] result = decoded.toByteArray();
    return Field.text(result, 0, result.length);
  }

  private static Http2Exception malformed() {
    return new Http2Exception(Http2ErrorCode.COMPRESSION, "malformed Huffman code");
  }
}
