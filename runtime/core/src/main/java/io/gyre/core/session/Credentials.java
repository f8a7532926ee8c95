package io.gyre.core.session;

import io.gyre.spi.channel.SubscribeOptions;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who a client is, by whatever means that was found out.
 *
 * @param user empty for an anonymous one
 * @param expireAt when the connection expires, or null for never
 * @param info seen by other clients
 * @param meta seen by the back end
 * @param data sent to the client with the reply
 * @param subscriptions begun by the server
 * @param clientRefreshes whether the client, not the back end, prolongs the connection
 * @param mayAskForChannels whether channels that the client names itself are considered
 */
record Credentials(
    String user,
    @Nullable Instant expireAt,
    byte[] info,
    byte[] meta,
    byte[] data,
    Map<String, SubscribeOptions> subscriptions,
    boolean clientRefreshes,
    boolean mayAskForChannels) {

  private static final byte[] NOTHING = new byte[0];

  /** A user of whom nothing else is known. */
  static Credentials of(String user, boolean mayAskForChannels) {
    return new Credentials(
        user, null, NOTHING, NOTHING, NOTHING, Map.of(), false, mayAskForChannels);
  }
}
