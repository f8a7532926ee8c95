package io.gyre.core.backend;

import io.gyre.spi.Key;

/** A proxy of a connection event, with its switch. */
public record EventProxyConfig(
    @Key(doc = "Ask the backend on connects that carry no token.", fallback = "false")
        boolean enabled,
    ProxyConfig proxy) {}
