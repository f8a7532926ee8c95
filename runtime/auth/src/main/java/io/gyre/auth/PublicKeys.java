package io.gyre.auth;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** Reads public keys in their written forms. */
final class PublicKeys {
  // SEQUENCE { SEQUENCE { OID rsaEncryption, NULL }, BIT STRING { what a PKCS #1 key holds } },
  // lengths left open.
  private static final byte[] RSA_IDENTIFIER = {
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };

  private PublicKeys() {}

  /**
   * Reads a key from PEM: a public key, an RSA public key or a certificate.
   *
   * @throws IllegalArgumentException it holds none of them
   */
  static PublicKey fromPem(String pem) {
    int begin = pem.indexOf("-----BEGIN ");
    int labelEnd = begin < 0 ? -1 : pem.indexOf("-----", begin + 11);
    int end = labelEnd < 0 ? -1 : pem.indexOf("-----END ", labelEnd);
    if (end < 0) {
      throw new IllegalArgumentException("no PEM block");
    }
    String label = pem.substring(begin + 11, labelEnd);
    byte[] content = Base64.getMimeDecoder().decode(pem.substring(labelEnd + 5, end));
    try {
      return switch (label) {
        case "PUBLIC KEY" -> decoded(content);
        case "RSA PUBLIC KEY" -> decoded(wrapped(content));
        case "CERTIFICATE" ->
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(content))
                .getPublicKey();
        default -> throw new IllegalArgumentException("a PEM block of a public key is expected");
      };
    } catch (GeneralSecurityException wrong) {
      throw new IllegalArgumentException("the PEM block holds no public key", wrong);
    }
  }

  /**
   * Makes a key from the fields of a JSON web key.
   *
   * @throws IllegalArgumentException it is no public key, or of a kind not known
   */
  static PublicKey fromJsonWebKey(Map<String, String> fields) {
    try {
      if (JsonWebKey.Factory.newJwk(Map.copyOf(fields)) instanceof PublicJsonWebKey key) {
        return key.getPublicKey();
      }
    } catch (JoseException | RuntimeException wrong) {
      throw new IllegalArgumentException("key set holds a key that cannot be read", wrong);
    }
    throw new IllegalArgumentException("key set holds a key that is not public");
  }

  private static PublicKey decoded(byte[] content) throws GeneralSecurityException {
    X509EncodedKeySpec specification = new X509EncodedKeySpec(content);
    GeneralSecurityException last = new GeneralSecurityException("no algorithm");
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePublic(specification);
      } catch (GeneralSecurityException other) {
        last = other;
      }
    }
    throw last;
  }

  private static byte[] wrapped(byte[] rsaKey) {
    byte[] bits = new byte[rsaKey.length + 1];
    System.arraycopy(rsaKey, 0, bits, 1, rsaKey.length);
    return tagged(0x30, RSA_IDENTIFIER, tagged(0x03, bits));
  }

  private static byte[] tagged(int tag, byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    byte[] header = header(tag, length);
    byte[] result = Arrays.copyOf(header, header.length + length);
    int at = header.length;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, result, at, part.length);
      at += part.length;
    }
    return result;
  }

  private static byte[] header(int tag, int length) {
    if (length < 0x80) {
      return new byte[] {(byte) tag, (byte) length};
    } else if (length < 0x100) {
      return new byte[] {(byte) tag, (byte) 0x81, (byte) length};
    } else if (length < 0x10000) {
      return new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
    }
    throw new IllegalArgumentException("a key of this length is not known");
  }
}
