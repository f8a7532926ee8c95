package io.gyre.auth;

import io.gyre.auth.Algorithm.Family;
import io.gyre.spi.auth.TokenRejected;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keys written in the configuration. A family of algorithms without a key is refused. Thread-safe.
 */
final class StaticKeys implements TokenKeys {
  private final InstantSource clock;
  private final VerifiedTokens verified;
  private final @Nullable HmacKey secret;
  private final @Nullable HmacKey previousSecret;
  private final long previousUntilSeconds;
  private final @Nullable PublicKey rsa;
  private final boolean rsaPss;
  private final @Nullable PublicKey elliptic;

  /**
   * Reads the keys.
   *
   * @throws IllegalArgumentException a key cannot be read; the message names where it is configured
   */
  StaticKeys(TokenConfig config, InstantSource clock, VerifiedTokens verified) {
    this.clock = clock;
    this.verified = verified;
    this.secret = hmac(config.hmacSecretKey());
    this.previousSecret = hmac(config.hmacPreviousSecretKey());
    this.previousUntilSeconds = config.hmacPreviousSecretKeyValidUntil();
    this.rsa = key("rsa_public_key", Family.RSA, config.rsaPublicKey());
    this.rsaPss = config.rsaPss();
    this.elliptic = key("ecdsa_public_key", Family.ELLIPTIC, config.ecdsaPublicKey());
  }

  @Override
  public void verify(CompactToken token, Map<String, String> groups) throws TokenRejected {
    Algorithm algorithm = Algorithm.named(token.algorithm());
    boolean good =
        algorithm != null
            && switch (algorithm.family()) {
              case HMAC -> verifiesWithSecret(algorithm, token);
              case RSA -> verifiesWith(rsa, algorithm, token);
              case RSA_PSS -> rsaPss && verifiesWith(rsa, algorithm, token);
              case ELLIPTIC -> verifiesWith(elliptic, algorithm, token);
              case EDWARDS -> false;
            };
    if (!good) {
      throw CompactToken.invalid(
          "signature not good algorithm=" + (algorithm == null ? "?" : algorithm));
    }
  }

  /** Elliptic curves take a third of a millisecond: too long for a thread that serves thousands. */
  @Override
  public boolean mayBlock() {
    return elliptic != null;
  }

  private boolean verifiesWith(@Nullable PublicKey key, Algorithm algorithm, CompactToken token) {
    return key != null && verified.verifies(algorithm, key, token);
  }

  private boolean verifiesWithSecret(Algorithm algorithm, CompactToken token) {
    HmacKey current = secret;
    if (current == null) {
      return false;
    }
    if (current.verifies(algorithm, token.signed(), token.signature())) {
      return true;
    }
    HmacKey previous = previousSecret;
    boolean stillValid =
        previousUntilSeconds == 0 || clock.instant().getEpochSecond() <= previousUntilSeconds;
    return previous != null
        && stillValid
        && previous.verifies(algorithm, token.signed(), token.signature());
  }

  private static @Nullable HmacKey hmac(String secret) {
    return secret.isEmpty() ? null : new HmacKey(secret);
  }

  private static @Nullable PublicKey key(String name, Family family, String pem) {
    if (pem.isEmpty()) {
      return null;
    }
    PublicKey key;
    try {
      key = PublicKeys.fromPem(pem);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(name + " cannot be read: " + wrong.getMessage(), wrong);
    }
    for (Algorithm algorithm : Algorithm.values()) {
      if (algorithm.family() == family && algorithm.fits(key)) {
        return key;
      }
    }
    throw new IllegalArgumentException(name + " is a key of another kind: " + key.getAlgorithm());
  }
}
