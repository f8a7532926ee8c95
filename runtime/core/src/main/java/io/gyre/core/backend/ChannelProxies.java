package io.gyre.core.backend;

import io.gyre.spi.Key;

/** The default proxies of channel events ({@code channel.proxy}). */
public record ChannelProxies(
    @Key(doc = "Subscribe event.") ProxyConfig subscribe,
    @Key(doc = "Publish event.") ProxyConfig publish,
    @Key(doc = "Subscription refresh event.") ProxyConfig subRefresh,
    @Key(doc = "GRPC subscription stream.") ProxyConfig subscribeStream,
    @Key(doc = "Map key write event.") ProxyConfig mapPublish,
    @Key(doc = "Map key removal event.") ProxyConfig mapRemove,
    @Key(doc = "Shared poll fetch.") ProxyConfig sharedPollRefresh) {}
