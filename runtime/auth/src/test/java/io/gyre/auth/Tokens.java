package io.gyre.auth;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens, good and bad, and the written forms of keys. */
final class Tokens {
  // Half of what is used in earnest: making longer ones takes seconds.
  static final KeyPair RSA = pair("RSA", "1024");

  /** Long enough for the padding of PS512. */
  static final KeyPair RSA_LONG = pair("RSA", "1536");

  static final KeyPair RSA_OTHER = pair("RSA", "1024");
  static final KeyPair EC_256 = pair("EC", "secp256r1");
  static final KeyPair EC_384 = pair("EC", "secp384r1");
  static final KeyPair EC_521 = pair("EC", "secp521r1");
  static final KeyPair ED_25519 = pair("Ed25519", "");

  private Tokens() {}

  /** A token signed with a shared secret, made like most libraries make it. */
  static String hs256(String secret, String claims) {
    return hmac("HS256", "HmacSHA256", secret.getBytes(StandardCharsets.UTF_8), claims);
  }

  static String hmac(String algorithm, String jca, byte[] secret, String claims) {
    String signed = head("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}", claims);
    try {
      Mac mac = Mac.getInstance(jca);
      mac.init(new SecretKeySpec(secret, jca));
      return signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** A token signed with a private key; the header names what it is told to, fitting or not. */
  static String signed(String algorithm, String keyId, PrivateKey key, String jca, String claims) {
    String kid = keyId.isEmpty() ? "" : ",\"kid\":\"" + keyId + "\"";
    String signed = head("{\"alg\":\"" + algorithm + "\"" + kid + "}", claims);
    try {
      return signed + "." + signature(Signature.getInstance(jca), key, signed);
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** A token signed with the padding of PSS as RFC 7518 asks for it. */
  static String pss(int bits, String keyId, PrivateKey key, String claims) {
    String kid = keyId.isEmpty() ? "" : ",\"kid\":\"" + keyId + "\"";
    String signed = head("{\"alg\":\"PS" + bits + "\"" + kid + "}", claims);
    String digest = "SHA-" + bits;
    MGF1ParameterSpec mask = new MGF1ParameterSpec(digest);
    try {
      Signature signature = Signature.getInstance("RSASSA-PSS");
      signature.setParameter(new PSSParameterSpec(digest, "MGF1", mask, bits / 8, 1));
      return signed + "." + signature(signature, key, signed);
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static String signature(Signature signature, PrivateKey key, String signed)
      throws GeneralSecurityException {
    signature.initSign(key);
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return base64(signature.sign());
  }

  static String head(String header, String claims) {
    return base64(header.getBytes(StandardCharsets.UTF_8))
        + "."
        + base64(claims.getBytes(StandardCharsets.UTF_8));
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String pem(PublicKey key) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
  }

  /** A JSON web key; more holds further fields, starting with a comma. */
  static String jwk(PublicKey key, String keyId, String more) {
    String fields =
        switch (key) {
          case RSAPublicKey rsa ->
              "\"kty\":\"RSA\",\"n\":\""
                  + number(rsa.getModulus(), rsa.getModulus().bitLength() / 8)
                  + "\",\"e\":\""
                  + number(rsa.getPublicExponent(), 3)
                  + "\"";
          case ECPublicKey ec -> {
            int bits = ec.getParams().getCurve().getField().getFieldSize();
            yield "\"kty\":\"EC\",\"crv\":\"P-"
                + bits
                + "\",\"x\":\""
                + number(ec.getW().getAffineX(), (bits + 7) / 8)
                + "\",\"y\":\""
                + number(ec.getW().getAffineY(), (bits + 7) / 8)
                + "\"";
          }
          default -> {
            byte[] encoded = key.getEncoded();
            byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
            yield "\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + base64(raw) + "\"";
          }
        };
    return "{\"kid\":\"" + keyId + "\",\"use\":\"sig\"," + fields + more + "}";
  }

  private static String number(BigInteger number, int size) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[size];
    int count = Math.min(size, bytes.length);
    System.arraycopy(bytes, bytes.length - count, fixed, size - count, count);
    return base64(fixed);
  }

  private static KeyPair pair(String algorithm, String parameter) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if ("RSA".equals(algorithm)) {
        generator.initialize(Integer.parseInt(parameter));
      } else if (!parameter.isEmpty()) {
        generator.initialize(new ECGenParameterSpec(parameter));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
