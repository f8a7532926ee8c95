package io.gyre.server.config;

import io.gyre.spi.Key;

/** The WebTransport endpoint ({@code webtransport}). */
public record WebTransportConfig(
    @Key(doc = "Turn endpoint on (needs HTTP/3).", fallback = "false") boolean enabled,
    @Key(doc = "URL path.", fallback = "/connection/webtransport") String handlerPrefix,
    @Key(doc = "Largest inbound command; 0 coerced to the default.", fallback = "65536")
        int messageSizeLimit) {}
