package io.gyre.spi.proxy;

import io.gyre.spi.channel.SubscribeOptions;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The client may connect.
 *
 * @param user empty for an anonymous one
 * @param expireAt when {@link Proxy#refresh} is asked, or null for never
 * @param info attached to the connection, seen by other clients; may be empty
 * @param data sent to the client; may be empty
 * @param meta attached to the connection, seen by the back end only; may be empty
 * @param subscriptions channels the connection is subscribed to by the server
 */
public record ConnectReply(
    String user,
    @Nullable Instant expireAt,
    byte[] info,
    byte[] data,
    byte[] meta,
    Map<String, SubscribeOptions> subscriptions) {

  /** Copies the subscriptions. */
  public ConnectReply {
    subscriptions = Map.copyOf(subscriptions);
  }

  /** Lets a user in with nothing attached. */
  public static ConnectReply of(String user) {
    return new ConnectReply(user, null, new byte[0], new byte[0], new byte[0], Map.of());
  }
}
