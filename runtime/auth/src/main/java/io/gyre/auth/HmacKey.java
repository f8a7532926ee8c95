package io.gyre.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A shared secret, ready to check signatures. Thread-safe: each check works on a copy. */
final class HmacKey {
  private final Map<Algorithm, Mac> prepared = new EnumMap<>(Algorithm.class);

  /** Takes a secret that is not empty. */
  HmacKey(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    for (Algorithm algorithm : Algorithm.values()) {
      if (algorithm.family() == Algorithm.Family.HMAC) {
        prepared.put(algorithm, mac(algorithm, bytes));
      }
    }
  }

  boolean verifies(Algorithm algorithm, byte[] data, byte[] signature) {
    Mac known = prepared.get(algorithm);
    return known != null && MessageDigest.isEqual(copy(known).doFinal(data), signature);
  }

  private static Mac mac(Algorithm algorithm, byte[] secret) {
    try {
      Mac mac = Mac.getInstance(algorithm.jcaName());
      mac.init(new SecretKeySpec(secret, algorithm.jcaName()));
      return mac;
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java has " + algorithm.jcaName(), missing);
    }
  }

  /** Copying is several times cheaper than looking the algorithm up again. */
  private static Mac copy(Mac mac) {
    try {
      return (Mac) mac.clone();
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("every Java can copy " + mac.getAlgorithm(), impossible);
    }
  }
}
