package io.gyre.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gyre.auth.Algorithm.Family;
import io.gyre.spi.auth.TokenRejected;
import java.net.URI;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.Map;

/** Keys published elsewhere, found by the key id in a token's header. Thread-safe. */
final class RemoteKeys implements TokenKeys {
  /** Sets kept at a time; an address with a name to fill in may stand for several. */
  private static final int SETS_MAX = 256;

  private final KeySetUrl url;
  private final KeySetSource source;
  private final InstantSource clock;
  private final VerifiedTokens verified;
  private final boolean rsaPss;
  private final Cache<URI, PublishedKeys> sets =
      Caffeine.newBuilder().maximumSize(SETS_MAX).executor(Runnable::run).build();

  RemoteKeys(
      KeySetUrl url,
      KeySetSource source,
      InstantSource clock,
      VerifiedTokens verified,
      boolean rsaPss) {
    this.url = url;
    this.source = source;
    this.clock = clock;
    this.verified = verified;
    this.rsaPss = rsaPss;
  }

  @Override
  public boolean mayBlock() {
    return true;
  }

  @Override
  public void verify(CompactToken token, Map<String, String> groups) throws TokenRejected {
    Algorithm algorithm = Algorithm.named(token.algorithm());
    if (algorithm == null || !mayServe(algorithm.family()) || token.keyId().isEmpty()) {
      throw CompactToken.invalid(
          "token names no key id or an algorithm that key sets do not serve");
    }
    PublicKey key = published(groups).set(token.keyId()).find(token.keyId(), algorithm);
    if (key == null || !verified.verifies(algorithm, key, token)) {
      throw CompactToken.invalid("signature not good algorithm=" + algorithm);
    }
  }

  private boolean mayServe(Family family) {
    return switch (family) {
      case HMAC -> false;
      case RSA_PSS -> rsaPss;
      case RSA, ELLIPTIC, EDWARDS -> true;
    };
  }

  private PublishedKeys published(Map<String, String> groups) throws TokenRejected {
    try {
      return sets.get(url.fill(groups), address -> new PublishedKeys(address, source, clock));
    } catch (IllegalArgumentException unfit) {
      throw CompactToken.invalid("token leads to no key set");
    }
  }
}
