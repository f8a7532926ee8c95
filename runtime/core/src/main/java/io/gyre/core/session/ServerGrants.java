package io.gyre.core.session;

import io.gyre.core.channel.ChannelOptions;
import io.gyre.core.channel.Namespace;
import io.gyre.core.errors.ClientErrors;
import io.gyre.core.errors.Disconnects;
import io.gyre.protocol.Command;
import io.gyre.protocol.SubscribeRequest;
import io.gyre.spi.channel.ChannelFlag;
import io.gyre.spi.channel.StreamPosition;
import io.gyre.spi.channel.SubscribeOptions;
import io.gyre.spi.error.ClientErrorException;
import io.gyre.spi.error.DisconnectException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settles what subscriptions that the server begins may and want. Pure functions. */
final class ServerGrants {
  private ServerGrants() {}

  /**
   * The subscriptions a connection begins with: granted by its credentials, its user's personal
   * channel, and those of the channels it named itself that it may subscribe to.
   *
   * @throws ClientErrorException a granted channel is not configured
   * @throws DisconnectException a named channel is not configured, or there are too many
   */
  static List<Grant> atConnect(
      Settings settings, Credentials credentials, Command.Connect request) {
    Map<String, Grant> grants = new LinkedHashMap<>();
    credentials
        .subscriptions()
        .forEach((channel, options) ->
            grants.put(
                channel,
                grant(
                    settings,
                    channel,
                    options,
                    credentials.byToken(),
                    request.subs().get(channel))));
    personal(settings, credentials)
        .forEach(channel ->
            grants.put(
                channel,
                grant(
                    settings,
                    channel,
                    SubscribeOptions.PLAIN,
                    false,
                    request.subs().get(channel))));
    if (credentials.mayAskForChannels()) {
      request
          .subs()
          .forEach((channel, wish) -> named(settings, credentials, grants, channel, wish));
    }
    grants.remove(""); // a channel without a name is overlooked
    if (settings.client().isFull(grants.size() - 1)) {
      throw new DisconnectException(Disconnects.CHANNEL_LIMIT);
    }
    return List.copyOf(grants.values());
  }

  private static List<String> personal(Settings settings, Credentials credentials) {
    var personal = settings.client().subscribeToUserPersonalChannel();
    if (!personal.enabled() || !credentials.isPersonal()) {
      return List.of();
    }
    String namespace = personal.personalChannelNamespace();
    String prefix = namespace.isEmpty() ? "" : namespace + settings.channel().namespaceBoundary();
    return List.of(prefix + settings.channel().userBoundary() + credentials.user());
  }

  private static void named(
      Settings settings,
      Credentials credentials,
      Map<String, Grant> grants,
      String channel,
      SubscribeRequest wish) {
    if (settings.namespaces().of(channel).isEmpty()) {
      throw new DisconnectException(Disconnects.BAD_REQUEST);
    }
    if (settings.permissions().askedOnConnect(channel, credentials.user())
        && !grants.containsKey(channel)) {
      grants.put(channel, grant(settings, channel, SubscribeOptions.PLAIN, false, wish));
    }
  }

  /**
   * One subscription.
   *
   * @param byToken whether the connection's own token granted it
   * @param wish what the client wants to recover, or null
   */
  static Grant grant(
      Settings settings,
      String channel,
      SubscribeOptions options,
      boolean byToken,
      @Nullable SubscribeRequest wish) {
    Namespace namespace = namespace(settings, channel);
    ChannelOptions of = namespace.options();
    boolean latestOnly = Streams.latestOnly(of);
    boolean recoverable = options.flag(ChannelFlag.FORCE_RECOVERY, of.forceRecovery());
    StreamPosition since = null;
    boolean asked = wish != null && wish.recover();
    if (recoverable && (asked || (latestOnly && of.autoCacheRecover()))) {
      since = wish == null ? StreamPosition.NONE : new StreamPosition(wish.offset(), wish.epoch());
    }
    return new Grant(
        channel,
        namespace,
        true,
        byToken,
        options,
        recoverable || options.flag(ChannelFlag.FORCE_POSITIONING, of.forcePositioning()),
        recoverable,
        asked || since != null,
        since,
        latestOnly,
        false,
        wish != null && Streams.delta(of, wish.delta()),
        null,
        options.flag(ChannelFlag.FORCE_PUSH_JOIN_LEAVE, of.forcePushJoinLeave()),
        false);
  }

  /** One subscription that the back end begins on a live connection. */
  static Grant byApi(
      Settings settings,
      String channel,
      SubscribeOptions options,
      @Nullable StreamPosition recoverSince) {
    Namespace namespace = namespace(settings, channel);
    ChannelOptions of = namespace.options();
    boolean recoverable = options.flag(ChannelFlag.FORCE_RECOVERY, of.forceRecovery());
    return new Grant(
        channel,
        namespace,
        true,
        false,
        options,
        recoverable || options.flag(ChannelFlag.FORCE_POSITIONING, of.forcePositioning()),
        recoverable,
        recoverSince != null,
        recoverable ? recoverSince : null, // without positions nothing tells what came already
        false,
        false,
        false,
        null,
        options.flag(ChannelFlag.FORCE_PUSH_JOIN_LEAVE, of.forcePushJoinLeave()),
        false);
  }

  private static Namespace namespace(Settings settings, String channel) {
    return settings
        .namespaces()
        .of(channel)
        .orElseThrow(() -> new ClientErrorException(ClientErrors.UNKNOWN_CHANNEL));
  }
}
