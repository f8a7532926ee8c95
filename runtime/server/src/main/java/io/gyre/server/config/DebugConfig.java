package io.gyre.server.config;

import io.gyre.spi.Key;

/** The profiling endpoints ({@code debug}). */
public record DebugConfig(
    @Key(doc = "Mount the pprof endpoint.", fallback = "false") boolean enabled,
    @Key(doc = "URL path.", fallback = "/debug/pprof") String handlerPrefix) {}
