package io.gyre.core.backend;

import io.gyre.spi.Key;

/** A proxy that namespaces select by its name ({@code proxies[]}). */
public record NamedProxyConfig(
    @Key(doc = "Proxy name ('default' is reserved).", fallback = "") String name,
    ProxyConfig proxy) {}
