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
 * @param origin where it was found out
 */
record Credentials(
    String user,
    @Nullable Instant expireAt,
    byte[] info,
    byte[] meta,
    byte[] data,
    Map<String, SubscribeOptions> subscriptions,
    boolean clientRefreshes,
    Origin origin) {

  private static final byte[] NOTHING = new byte[0];

  /** Where credentials come from. */
  enum Origin {
    /** The client's own token. */
    TOKEN,
    /** The application, asked on connect. */
    BACK_END,
    /** A header that a proxy in front has set. */
    HEADER,
    /** Nowhere: the client is anonymous. */
    NOBODY
  }

  /** A user of whom nothing else is known. */
  static Credentials of(String user, boolean clientRefreshes, Origin origin) {
    return new Credentials(
        user, null, NOTHING, NOTHING, NOTHING, Map.of(), clientRefreshes, origin);
  }

  /** Whether a token granted it. */
  boolean byToken() {
    return origin == Origin.TOKEN;
  }

  /** Whether channels that the client names itself are considered. */
  boolean mayAskForChannels() {
    return origin == Origin.TOKEN || origin == Origin.NOBODY;
  }

  /** Whether the user's personal channel comes with it, and what goes with that. */
  boolean isPersonal() {
    return origin != Origin.HEADER && !user.isEmpty();
  }
}
