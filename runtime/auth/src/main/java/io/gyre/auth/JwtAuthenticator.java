package io.gyre.auth;

import io.gyre.auth.Claims.Grant;
import io.gyre.spi.auth.Authenticator;
import io.gyre.spi.auth.ConnectClaims;
import io.gyre.spi.auth.SubscribeClaims;
import io.gyre.spi.auth.TokenRejected;
import io.gyre.spi.channel.SubscribeOptions;
import io.gyre.spi.error.ClientError;
import io.gyre.spi.error.ClientErrorException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Believes JSON Web Tokens that are signed with a key of the configuration or of a key set. */
final class JwtAuthenticator implements Authenticator {
  private static final ClientError INTERNAL = new ClientError(100, "internal server error", true);

  private final TokenVerifier connections;
  private final TokenVerifier subscriptions;

  JwtAuthenticator(TokenVerifier connections, TokenVerifier subscriptions) {
    this.connections = connections;
    this.subscriptions = subscriptions;
  }

  /**
   * {@inheritDoc}
   *
   * @throws ClientErrorException the token is good, but what it grants cannot be decoded
   */
  @Override
  public ConnectClaims connection(String token) throws TokenRejected {
    Claims claims = connections.verify(token);
    if (!claims.channel().isEmpty()) {
      throw CompactToken.invalid("subscription token used to connect");
    }
    Map<String, SubscribeOptions> granted = granted(claims);
    try {
      return new ConnectClaims(
          claims.user(), claims.refreshAt(), claims.grant().decodedInfo(), claims.meta(), granted);
    } catch (IllegalArgumentException malformed) {
      // As recorded: the application made a mistake, and the client is told to try again later.
      throw new ClientErrorException(INTERNAL);
    }
  }

  @Override
  public SubscribeClaims subscription(String token) throws TokenRejected {
    Claims claims = subscriptions.verify(token);
    if (claims.channel().isEmpty()) {
      throw CompactToken.invalid("subscription token without a channel");
    }
    return new SubscribeClaims(
        claims.user(),
        claims.client(),
        claims.channel(),
        options(claims.grant(), claims.refreshAt()));
  }

  private static SubscribeOptions options(Grant grant, @Nullable Instant expireAt)
      throws TokenRejected {
    try {
      return grant.options(expireAt);
    } catch (IllegalArgumentException malformed) {
      throw CompactToken.invalid("base64 of a claim malformed");
    }
  }

  @Override
  public boolean mayBlock() {
    return connections.mayBlock() || subscriptions.mayBlock();
  }

  private static Map<String, SubscribeOptions> granted(Claims claims) throws TokenRejected {
    Map<String, SubscribeOptions> granted = new LinkedHashMap<>();
    if (claims.subscriptions().isEmpty()) {
      claims.channels().forEach(channel -> granted.put(channel, SubscribeOptions.PLAIN));
    }
    for (Map.Entry<String, Grant> entry : claims.subscriptions().entrySet()) {
      granted.put(entry.getKey(), options(entry.getValue(), null));
    }
    return granted;
  }
}
