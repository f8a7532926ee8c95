package io.gyre.spi.auth;

import io.gyre.spi.channel.SubscribeOptions;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a connection token grants.
 *
 * @param user empty for an anonymous user
 * @param expireAt when the connection must be refreshed, or null for never
 * @param info attached to the connection, seen by other clients; may be empty
 * @param meta attached to the connection, seen by the back end only; may be empty
 * @param subscriptions channels the connection is subscribed to by the server
 */
public record ConnectClaims(
    String user,
    @Nullable Instant expireAt,
    byte[] info,
    byte[] meta,
    Map<String, SubscribeOptions> subscriptions) {

  /** Copies the subscriptions. */
  public ConnectClaims {
    subscriptions = Map.copyOf(subscriptions);
  }
}
