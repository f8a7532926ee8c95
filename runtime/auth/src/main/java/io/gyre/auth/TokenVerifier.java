package io.gyre.auth;

import io.gyre.protocol.ProtocolException;
import io.gyre.spi.auth.TokenRejected;
import io.gyre.spi.auth.TokenRejected.Reason;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decides whether a token is believed, by one block of configuration. Thread-safe. */
final class TokenVerifier {
  private final TokenKeys keys;
  private final ClaimRule audience;
  private final ClaimRule issuer;
  private final String userClaim;
  private final InstantSource clock;

  TokenVerifier(
      TokenKeys keys, ClaimRule audience, ClaimRule issuer, String userClaim, InstantSource clock) {
    this.keys = keys;
    this.audience = audience;
    this.issuer = issuer;
    this.userClaim = userClaim;
    this.clock = clock;
  }

  boolean mayBlock() {
    return keys.mayBlock();
  }

  /**
   * Returns the claims of a token that is signed, meant for this server and current.
   *
   * @throws TokenRejected it is not
   */
  Claims verify(String text) throws TokenRejected {
    CompactToken token = CompactToken.parse(text);
    Claims claims = claims(token);
    keys.verify(token, groups(claims));
    if (!audience.allows(claims.audience()) || !issuer.allows(List.of(claims.issuer()))) {
      throw CompactToken.invalid("token made for someone else");
    }
    if (!claims.isCurrent(clock.instant())) {
      throw new TokenRejected(Reason.EXPIRED, "token expired or not valid yet");
    }
    return claims;
  }

  private Claims claims(CompactToken token) throws TokenRejected {
    try {
      return ClaimsReader.read(token.payload(), userClaim);
    } catch (IllegalArgumentException | ProtocolException malformed) {
      throw CompactToken.invalid("claims malformed");
    }
  }

  /** Matches before the signature is known to be good: what is found says where its key is. */
  private Map<String, String> groups(Claims claims) throws TokenRejected {
    Map<String, String> ofAudience = audience.match(claims.audience());
    Map<String, String> ofIssuer = issuer.match(List.of(claims.issuer()));
    if (ofAudience == null || ofIssuer == null) {
      throw CompactToken.invalid("token made for someone else");
    }
    if (ofAudience.isEmpty()) {
      return ofIssuer;
    }
    Map<String, String> both = new HashMap<>(ofAudience);
    both.putAll(ofIssuer);
    return both;
  }
}
