package io.gyre.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs tokens with a key of its own.
 *
 * @param configuration under which the tokens are good
 */
record BenchSigner(String algorithm, Signer signer, Map<String, String> configuration) {
  private static final String SECRET = "a secret of the benchmark";

  /** Makes a signature. */
  private interface Signer {
    byte[] sign(byte[] text) throws GeneralSecurityException;
  }

  /** A signer by HS256, RS256 or ES256. */
  static BenchSigner of(String algorithm) {
    try {
      return switch (algorithm) {
        case "HS256" ->
            new BenchSigner(algorithm, BenchSigner::mac, Map.of("token.hmac_secret_key", SECRET));
        case "RS256" -> pair(algorithm, "RSA", 2048, "SHA256withRSA", "token.rsa_public_key");
        case "ES256" ->
            pair(algorithm, "EC", 256, "SHA256withECDSAinP1363Format", "token.ecdsa_public_key");
        default -> throw new IllegalArgumentException(algorithm);
      };
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static byte[] mac(byte[] text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(US_ASCII), "HmacSHA256"));
    return mac.doFinal(text);
  }

  private static BenchSigner pair(
      String algorithm, String kind, int bits, String signature, String option)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
    generator.initialize(bits);
    KeyPair pair = generator.generateKeyPair();
    Signer signer =
        text -> {
          Signature maker = Signature.getInstance(signature);
          maker.initSign(pair.getPrivate());
          maker.update(text);
          return maker.sign();
        };
    return new BenchSigner(algorithm, signer, Map.of(option, pem(pair.getPublic())));
  }

  private static String pem(PublicKey key) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key.getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  /** A token of these claims. */
  String token(String claims) {
    String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}";
    String text = base64(header.getBytes(US_ASCII)) + "." + base64(claims.getBytes(US_ASCII));
    try {
      return text + "." + base64(signer.sign(text.getBytes(US_ASCII)));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
