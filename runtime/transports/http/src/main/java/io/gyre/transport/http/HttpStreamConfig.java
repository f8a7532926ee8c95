package io.gyre.transport.http;

import io.gyre.spi.Key;

/** The chunked HTTP endpoint ({@code http_stream}). */
public record HttpStreamConfig(
    @Key(doc = "Turn endpoint on (also mounts the emulation endpoint).", fallback = "false")
        boolean enabled,
    @Key(doc = "URL path.", fallback = "/connection/http_stream") String handlerPrefix,
    @Key(doc = "Max bytes of the initial POST body.", fallback = "65536") int maxRequestBodySize) {}
