package io.gyre.transport.http;

import io.gyre.spi.Key;

/** The EventSource endpoint ({@code sse}). */
public record SseConfig(
    @Key(doc = "Turn endpoint on (also mounts the emulation endpoint).", fallback = "false")
        boolean enabled,
    @Key(doc = "URL path.", fallback = "/connection/sse") String handlerPrefix,
    @Key(doc = "Max bytes of the initial POST body.", fallback = "65536") int maxRequestBodySize) {}
