package io.gyre.core.channel;

import io.gyre.spi.Key;
import java.time.Duration;
import java.util.List;

/** The options of the channels of one namespace, or of those without one. */
public record ChannelOptions(
    @Key(doc = "Track online clients.", fallback = "false") boolean presence,
    @Key(doc = "Emit join/leave events.", fallback = "false") boolean joinLeave,
    @Key(doc = "Deliver join/leave to every subscriber without asking.", fallback = "false")
        boolean forcePushJoinLeave,
    @Key(
            doc =
                "Mirror each subscription as a key (client id) into <prefix><channel> map channel.",
            fallback = "")
        String mapClientsPresenceChannelPrefix,
    @Key(doc = "Mirror each user as a key into <prefix><channel> map channel.", fallback = "")
        String mapUsersPresenceChannelPrefix,
    @Key(doc = "Max kept publications; needs history_ttl.", fallback = "0") int historySize,
    @Key(doc = "Age of kept publications, whole seconds; needs history_size.", fallback = "0s")
        Duration historyTtl,
    @Key(doc = "Lifetime of epoch/offset metadata; 0 = channel.history_meta_ttl.", fallback = "0s")
        Duration historyMetaTtl,
    @Key(doc = "Position tracking for all subscribers.", fallback = "false", formerly = "position")
        boolean forcePositioning,
    @Key(doc = "Clients may ask for position tracking.", fallback = "false")
        boolean allowPositioning,
    @Key(doc = "Recovery for all subscribers.", fallback = "false", formerly = "recover")
        boolean forceRecovery,
    @Key(doc = "Clients may ask for recovery.", fallback = "false") boolean allowRecovery,
    @Key(doc = "Stream (default) or cache.", fallback = "") String forceRecoveryMode,
    @Key(
            doc = "Deliver the latest publication on every subscribe (cache mode).",
            fallback = "false")
        boolean autoCacheRecover,
    @Key(doc = "Delta algorithms clients may negotiate (fossil).", fallback = "")
        List<String> allowedDeltaTypes,
    @Key(doc = "Clients may send a tag filter.", fallback = "false") boolean allowTagsFilter,
    @Key(doc = "Treat every publish as delta-capable.", fallback = "false") boolean deltaPublish,
    @Key(
            doc = "Extends subscribe permission to empty users.",
            fallback = "false",
            formerly = "anonymous")
        boolean allowSubscribeForAnonymous,
    @Key(doc = "Any authenticated client may subscribe.", fallback = "false")
        boolean allowSubscribeForClient,
    @Key(doc = "Extends publish permission to empty users.", fallback = "false")
        boolean allowPublishForAnonymous,
    @Key(doc = "Subscribers may publish.", fallback = "false", formerly = "subscribe_to_publish")
        boolean allowPublishForSubscriber,
    @Key(doc = "Any authenticated client may publish.", fallback = "false", formerly = "publish")
        boolean allowPublishForClient,
    @Key(doc = "Extends presence permission to empty users.", fallback = "false")
        boolean allowPresenceForAnonymous,
    @Key(doc = "Subscribers may read presence.", fallback = "false")
        boolean allowPresenceForSubscriber,
    @Key(doc = "Any authenticated client may read presence.", fallback = "false")
        boolean allowPresenceForClient,
    @Key(doc = "Extends history permission to empty users.", fallback = "false")
        boolean allowHistoryForAnonymous,
    @Key(doc = "Subscribers may read history.", fallback = "false")
        boolean allowHistoryForSubscriber,
    @Key(doc = "Any authenticated client may read history.", fallback = "false")
        boolean allowHistoryForClient,
    @Key(doc = "Honour the #user1,user2 suffix.", fallback = "false")
        boolean allowUserLimitedChannels,
    @Key(
            doc = "Pattern for the part after the namespace; when set, replaces the ASCII check.",
            fallback = "")
        String channelRegex,
    @Key(doc = "Payload check: empty (non-empty data), json, json_object, binary.", fallback = "")
        String publicationDataFormat,
    @Key(doc = "Ask backend on subscribe.", fallback = "false", formerly = "proxy_subscribe")
        boolean subscribeProxyEnabled,
    @Key(doc = "Proxy used for subscribe.", fallback = "default") String subscribeProxyName,
    @Key(doc = "Ask backend on client publish.", fallback = "false", formerly = "proxy_publish")
        boolean publishProxyEnabled,
    @Key(doc = "Proxy used for publish.", fallback = "default") String publishProxyName,
    @Key(
            doc = "Ask backend when a subscription expires.",
            fallback = "false",
            formerly = "proxy_sub_refresh")
        boolean subRefreshProxyEnabled,
    @Key(doc = "Proxy used for sub refresh.", fallback = "default") String subRefreshProxyName,
    @Key(
            doc = "Source publications from a backend gRPC stream.",
            fallback = "false",
            formerly = "proxy_subscribe_stream")
        boolean subscribeStreamProxyEnabled,
    @Key(doc = "Proxy used for subscribe stream.", fallback = "default")
        String subscribeStreamProxyName,
    @Key(
            doc = "Bidirectional stream (client publishes go into it).",
            fallback = "false",
            formerly = "proxy_subscribe_stream_bidirectional")
        boolean subscribeStreamProxyBidirectional,
    @Key(doc = "Stream, map, map_clients, map_users or shared_poll; empty = stream.", fallback = "")
        String subscriptionType,
    @Key(doc = "Map channel settings.") MapOptions map,
    @Key(doc = "Shared poll settings.") SharedPollOptions sharedPoll) {}
