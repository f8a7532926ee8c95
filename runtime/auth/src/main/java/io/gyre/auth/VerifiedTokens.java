package io.gyre.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gyre.auth.Algorithm.Family;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;

/**
 * Remembers which signatures were found good, as checking one on an elliptic curve costs as much as
 * hundreds of connects: a client that comes back with its token is let in at once. Only the
 * signature is remembered, never whether the token is still current. Thread-safe.
 */
final class VerifiedTokens {
  /** Tokens remembered, about 150 bytes each. */
  private static final int TOKENS_MAX = 20_000;

  private static final Duration KEPT = Duration.ofMinutes(15);

  private final Cache<String, PublicKey> verified;

  VerifiedTokens(InstantSource clock) {
    this.verified =
        Caffeine.newBuilder()
            .maximumSize(TOKENS_MAX)
            .expireAfterWrite(KEPT)
            .ticker(() -> clock.millis() * 1_000_000)
            .executor(Runnable::run)
            .build();
  }

  /** Says whether the key made the signature, from memory if it did before. */
  boolean verifies(Algorithm algorithm, PublicKey key, CompactToken token) {
    if (algorithm.family() == Family.RSA || algorithm.family() == Family.RSA_PSS) {
      return algorithm.verifies(key, token.signed(), token.signature());
    }
    String digest = digest(token);
    if (key.equals(verified.getIfPresent(digest))) {
      return true;
    }
    boolean good = algorithm.verifies(key, token.signed(), token.signature());
    if (good) {
      verified.put(digest, key);
    }
    return good;
  }

  private static String digest(CompactToken token) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(token.signed());
      // The signed part ends with a letter of base 64, so the dot keeps the two apart.
      sha.update((byte) '.');
      sha.update(token.signature());
      return Base64.getEncoder().encodeToString(sha.digest());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
