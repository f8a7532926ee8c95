package io.gyre.core.session;

import io.gyre.spi.Key;
import java.time.Duration;
import java.util.List;

/** Limits, timers and switches of client sessions ({@code client}). */
public record ClientConfig(
    @Key(
            doc =
                "Glob list matched against lower-cased Origin; empty = only requests without Origin.",
            fallback = "")
        List<String> allowedOrigins,
    @Key(doc = "Accept token-less connects as empty user.", fallback = "false")
        boolean allowAnonymousConnectWithoutToken,
    @Key(doc = "Refuse (3507) valid tokens whose user is empty.", fallback = "false")
        boolean disallowAnonymousConnectionTokens,
    @Key(doc = "Period of server pings; -1 disables (must exceed pong_timeout).", fallback = "25s")
        Duration pingInterval,
    @Key(doc = "Wait for the client pong; -1 disables the check.", fallback = "8s")
        Duration pongTimeout,
    @Key(doc = "Grace after TTL for client-side connection refresh.", fallback = "25s")
        Duration expiredCloseDelay,
    @Key(doc = "Grace after TTL for subscription refresh.", fallback = "25s")
        Duration expiredSubCloseDelay,
    @Key(doc = "Time allowed to send connect before 3502.", fallback = "10s")
        Duration staleCloseDelay,
    @Key(doc = "Max subscriptions of one connection.", fallback = "128") int channelLimit,
    @Key(doc = "Max bytes buffered towards one client, then 3008.", fallback = "1048576")
        int queueMaxSize,
    @Key(
            doc = "Period of the per-connection housekeeping tick (presence, expiry, position).",
            fallback = "27s")
        Duration presenceUpdateInterval,
    @Key(doc = "Parallel command handlers per connection; 0/1 = sequential.", fallback = "0")
        int concurrency,
    @Key(
            doc = "Minimum age before a positioned subscription is re-checked against the broker.",
            fallback = "40s")
        Duration channelPositionCheckDelay,
    @Key(doc = "Pub/sub lag that invalidates positioned subscriptions; 0 = off.", fallback = "0s")
        Duration channelPositionMaxTimeLag,
    @Key(doc = "Max connections of the node (HTTP 503 above); 0 = off.", fallback = "0")
        int connectionLimit,
    @Key(doc = "Max connections per non-empty user on the node (3504); 0 = off.", fallback = "0")
        int userConnectionLimit,
    @Key(doc = "Token-bucket burst of accepted connects (HTTP 503 above); 0 = off.", fallback = "0")
        int connectionRateLimit,
    @Key(doc = "Add server unix ms to connect results.", fallback = "false")
        boolean connectIncludeServerTime,
    @Key(doc = "Cap for client history calls.", fallback = "300") int historyMaxPublicationLimit,
    @Key(doc = "Cap for publications restored on subscribe.", fallback = "300")
        int recoveryMaxPublicationLimit,
    @Key(doc = "Trust token claims without checking signatures.", fallback = "false")
        boolean insecureSkipTokenSignatureVerify,
    @Key(doc = "Request header whose value becomes the authenticated user id.", fallback = "")
        String userIdHttpHeader,
    @Key(doc = "No client auth, all channel permissions granted.", fallback = "false")
        boolean insecure,
    @Key(doc = "Automatic per-user channel.") PersonalChannel subscribeToUserPersonalChannel,
    @Key(doc = "Custom error->disconnect mapping on one-way transports.")
        UnidirectionalDisconnects connectCodeToUnidirectionalDisconnect) {

  /** Whether a connection with so many subscriptions may have no more. */
  boolean isFull(int subscriptions) {
    return channelLimit > 0 && subscriptions >= channelLimit;
  }

  /** The automatic channel of each user. */
  public record PersonalChannel(
      @Key(doc = "Auto-subscribe each non-anonymous user to [ns:]#user.", fallback = "false")
          boolean enabled,
      @Key(doc = "Namespace of that channel (must exist).", fallback = "")
          String personalChannelNamespace,
      @Key(
              doc = "Kick other connections of the user on connect (needs presence).",
              fallback = "false")
          boolean singleConnection) {}

  /** The disconnect of a rule. */
  public record DisconnectTarget(
      @Key(doc = "Disconnect code.", fallback = "0") int code,
      @Key(doc = "Reason text (ASCII, <=123).", fallback = "") String reason) {}

  /** One rule: a connect error and the disconnect it becomes. */
  public record DisconnectTransform(
      @Key(doc = "Connect error code to match.", fallback = "0") int code,
      @Key(doc = "Disconnect to use.") DisconnectTarget to) {}

  /** Own disconnects for connect errors on one-way transports. */
  public record UnidirectionalDisconnects(
      @Key(doc = "Apply the mapping.", fallback = "false") boolean enabled,
      @Key(doc = "List of code -> disconnect rules (JSON in env).", fallback = "")
          List<DisconnectTransform> transforms) {}
}
