package io.gyre.server.config;

import io.gyre.spi.Key;

/** The admin panel ({@code admin}). */
public record AdminConfig(
    @Key(doc = "Mount the panel.", fallback = "false") boolean enabled,
    @Key(doc = "URL path prefix.", fallback = "") String handlerPrefix,
    @Key(doc = "Login password.", fallback = "", secret = true) String password,
    @Key(doc = "Key signing admin tokens.", fallback = "", secret = true) String secret,
    @Key(doc = "No login needed.", fallback = "false") boolean insecure,
    @Key(doc = "Serve panel files from this directory.", fallback = "") String webPath,
    @Key(doc = "Reverse-proxy panel files from a dev server.", fallback = "")
        String webProxyAddress,
    @Key(doc = "Mount on the public port.", fallback = "false") boolean external) {}
