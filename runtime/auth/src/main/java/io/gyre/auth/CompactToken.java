package io.gyre.auth;

import io.gyre.protocol.JsonReader;
import io.gyre.protocol.ProtocolException;
import io.gyre.spi.auth.TokenRejected;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A token taken apart, nothing of it verified. Of the header only algorithm and key id are read: a
 * key or an address of a key that a token brings along is never used.
 *
 * @param algorithm named by the header
 * @param keyId named by the header, empty if none
 * @param signed the bytes the signature is made over
 * @param payload the claims as JSON
 * @param signature as received
 */
record CompactToken(
    String algorithm, String keyId, byte[] signed, byte[] payload, byte[] signature) {
  /** Larger tokens are refused unread. */
  static final int BYTES_MAX = 1 << 20;

  static CompactToken parse(String text) throws TokenRejected {
    byte[] bytes = ascii(text);
    int first = text.indexOf('.');
    int last = text.lastIndexOf('.');
    if (first < 0 || first == last || text.indexOf('.', first + 1) != last) {
      throw invalid("token without three parts");
    }
    try {
      Header header = Header.read(decoded(bytes, 0, first));
      return new CompactToken(
          header.algorithm,
          header.keyId,
          Arrays.copyOf(bytes, last),
          decoded(bytes, first + 1, last),
          decoded(bytes, last + 1, bytes.length));
    } catch (IllegalArgumentException | ProtocolException malformed) {
      throw invalid("token malformed");
    }
  }

  static TokenRejected invalid(String message) {
    return new TokenRejected(TokenRejected.Reason.INVALID, message);
  }

  private static byte[] ascii(String text) throws TokenRejected {
    if (text.length() > BYTES_MAX) {
      throw invalid("token too long");
    }
    // What is not ASCII becomes a question mark, which base 64 does not know.
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] decoded(byte[] bytes, int from, int to) {
    if (to > from && bytes[to - 1] == '=') {
      throw new IllegalArgumentException("padding");
    }
    return Base64.getUrlDecoder().decode(Arrays.copyOfRange(bytes, from, to));
  }

  private record Header(String algorithm, String keyId) {
    static Header read(byte[] json) {
      JsonReader reader = new JsonReader(json);
      String algorithm = "";
      String keyId = "";
      boolean object = reader.beginObject();
      while (object && reader.nextField()) {
        switch (reader.fieldName()) {
          case "alg" -> algorithm = reader.string();
          case "kid" -> keyId = reader.string();
          case "crit" -> throw new IllegalArgumentException("critical header");
          default -> reader.skip();
        }
      }
      reader.end();
      return new Header(algorithm, keyId);
    }
  }
}
