package io.gyre.server.config;

import io.gyre.spi.Key;

/** The liveness endpoint ({@code health}). */
public record HealthConfig(
    @Key(doc = "Mount the liveness endpoint.", fallback = "false") boolean enabled,
    @Key(doc = "URL path.", fallback = "/health") String handlerPrefix) {}
