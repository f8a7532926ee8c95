package io.gyre.core.backend;

import io.gyre.spi.Key;

/** The proxies of connection events ({@code client.proxy}). */
public record ClientProxies(
    @Key(doc = "Connect event proxy.") EventProxyConfig connect,
    @Key(doc = "Connection refresh proxy.") EventProxyConfig refresh) {}
