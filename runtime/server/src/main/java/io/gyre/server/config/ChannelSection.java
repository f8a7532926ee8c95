package io.gyre.server.config;

import io.gyre.core.backend.ChannelProxies;
import io.gyre.core.channel.ChannelConfig;
import io.gyre.spi.Key;

/** Everything under {@code channel}: rules, namespaces, channel proxies. */
public record ChannelSection(
    @Key(doc = "Default channel proxies (name default).") ChannelProxies proxy,
    ChannelConfig rules) {}
