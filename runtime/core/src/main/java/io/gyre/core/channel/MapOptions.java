package io.gyre.core.channel;

import io.gyre.spi.Key;
import java.time.Duration;

/** The options of map channels; 0 stands for the default named in each text. */
public record MapOptions(
    @Key(doc = "Ephemeral, recoverable or persistent; mandatory for map types.", fallback = "")
        String mode,
    @Key(doc = "Key lifetime; required unless persistent.", fallback = "0s") Duration keyTtl,
    @Key(doc = "Change log length; 0 = 100.", fallback = "0") int streamSize,
    @Key(doc = "Change log age; 0 = 1m.", fallback = "0s") Duration streamTtl,
    @Key(
            doc = "Metadata lifetime; 0 = 10 x stream_ttl (recoverable) or forever (persistent).",
            fallback = "0s")
        Duration metaTtl,
    @Key(doc = "Delete the client's key when it unsubscribes.", fallback = "false")
        boolean removeClientOnUnsubscribe,
    @Key(doc = "Force key: client_id or user_id; empty = client chooses.", fallback = "")
        String clientKey,
    @Key(doc = "Any authenticated client may write keys.", fallback = "false")
        boolean allowPublishForClient,
    @Key(doc = "Subscribers may write keys.", fallback = "false") boolean allowPublishForSubscriber,
    @Key(doc = "Extends write permission to empty users.", fallback = "false")
        boolean allowPublishForAnonymous,
    @Key(doc = "Any authenticated client may remove keys.", fallback = "false")
        boolean allowRemoveForClient,
    @Key(doc = "Subscribers may remove keys.", fallback = "false") boolean allowRemoveForSubscriber,
    @Key(doc = "Extends remove permission to empty users.", fallback = "false")
        boolean allowRemoveForAnonymous,
    @Key(doc = "Ask backend on key write.", fallback = "false") boolean publishProxyEnabled,
    @Key(doc = "Proxy for key write.", fallback = "default") String publishProxyName,
    @Key(doc = "Ask backend on key removal.", fallback = "false") boolean removeProxyEnabled,
    @Key(doc = "Proxy for key removal.", fallback = "default") String removeProxyName,
    @Key(doc = "Page size when client gives none; 0 = 100.", fallback = "0") int defaultPageSize,
    @Key(doc = "Lower clamp; 0 = 100.", fallback = "0") int minPageSize,
    @Key(doc = "Upper clamp; 0 = 1000.", fallback = "0") int maxPageSize,
    @Key(doc = "Max log entries replayed when going live; 0 = max_page_size.", fallback = "0")
        int liveTransitionMaxPublicationLimit,
    @Key(doc = "Time to page through state before 3008; 0 = 5s, negative = none.", fallback = "0s")
        Duration subscribeCatchUpTimeout) {}
