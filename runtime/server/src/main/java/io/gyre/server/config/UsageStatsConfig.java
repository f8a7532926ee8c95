package io.gyre.server.config;

import io.gyre.spi.Key;

/** Anonymous statistics ({@code usage_stats}); Gyre sends none. */
public record UsageStatsConfig(
    @Key(doc = "Opt out of anonymous statistics.", fallback = "false") boolean disabled) {}
