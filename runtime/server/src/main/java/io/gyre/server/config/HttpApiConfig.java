package io.gyre.server.config;

import io.gyre.api.ApiLimits;
import io.gyre.spi.Key;

/** The server API over HTTP ({@code http_api}). */
public record HttpApiConfig(
    @Key(doc = "Do not mount the API.", fallback = "false") boolean disabled,
    @Key(doc = "URL path prefix; methods live under it.", fallback = "/api") String handlerPrefix,
    @Key(doc = "API key required from callers.", fallback = "", secret = true) String key,
    @Key(doc = "Empty = 200 with error body; transport = HTTP status per error.", fallback = "")
        String errorMode,
    @Key(doc = "Mount on the public port.", fallback = "false") boolean external,
    @Key(doc = "Skip key check.", fallback = "false") boolean insecure,
    ApiLimits limits) {}
