package io.gyre.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gyre.spi.Meters;
import io.gyre.spi.Meters.Counter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;

/**
 * Remembers which signatures public keys were found to have made, as checking one costs as much as
 * dozens of connects, and hundreds on an elliptic curve: a client that comes back with its token is
 * let in at once. Only the signature is remembered, with the key, never whether the token is still
 * current. Thread-safe.
 */
final class VerifiedTokens {
  /** Tokens remembered, about 200 bytes each however long they are: 4 MB in all. */
  private static final int TOKENS_MAX = 20_000;

  private static final String METER = "gyre_token_signatures_total";
  private static final Duration KEPT = Duration.ofMinutes(15);

  /** By digest, which has one length; the keys are those of the configuration, or of a key set. */
  private final Cache<String, PublicKey> verified;

  private final Counter remembered;
  private final Counter checked;

  VerifiedTokens(InstantSource clock, Meters meters) {
    this.remembered = meters.counter(METER, "result", "remembered");
    this.checked = meters.counter(METER, "result", "checked");
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
    String digest = digest(token);
    if (key.equals(verified.getIfPresent(digest))) {
      remembered.add(1);
      return true;
    }
    checked.add(1);
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
