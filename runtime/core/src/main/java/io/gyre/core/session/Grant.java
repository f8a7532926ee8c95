package io.gyre.core.session;

import io.gyre.core.channel.Namespace;
import io.gyre.core.channel.TagsFilter;
import io.gyre.spi.channel.ChannelFlag;
import io.gyre.spi.channel.StreamPosition;
import io.gyre.spi.channel.SubscribeOptions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription may and wants, settled before it begins.
 *
 * @param serverSide whether the server began it, rather than the client
 * @param byToken whether the connection's own token granted it
 * @param options what a token or the back end attached
 * @param positioned watch that nothing is missed
 * @param recoverable the client may recover later
 * @param recovering recovery is wanted, be it possible or not
 * @param since recover from here, or null for a fresh start
 * @param latestOnly recovery gives the newest publication instead of all missed ones
 * @param refuseUnrecovered an error instead of going on without what was missed
 * @param delta deltas were asked for and are allowed
 * @param filter which publications to deliver, or null for all
 * @param receivesMembership send joins and leaves of others
 * @param clientRefreshes the client, not the back end, prolongs an expiring subscription
 */
record Grant(
    String channel,
    Namespace namespace,
    boolean serverSide,
    boolean byToken,
    SubscribeOptions options,
    boolean positioned,
    boolean recoverable,
    boolean recovering,
    @Nullable StreamPosition since,
    boolean latestOnly,
    boolean refuseUnrecovered,
    boolean delta,
    @Nullable TagsFilter filter,
    boolean receivesMembership,
    boolean clientRefreshes) {

  /** Whether the channel's stream must be read before it begins. */
  boolean needsStream() {
    return positioned || recoverable || since != null;
  }

  boolean presence() {
    return options.flag(ChannelFlag.PRESENCE, namespace.options().presence());
  }

  boolean announces() {
    return options.flag(ChannelFlag.JOIN_LEAVE, namespace.options().joinLeave());
  }

  /** When it expires, in seconds since 1970; 0 for never. */
  long expireAtSeconds() {
    Instant at = options.expireAt();
    return at == null ? 0 : at.getEpochSecond();
  }
}
