package io.gyre.server.config;

import io.gyre.spi.Key;

/** Verbosity and destination of logs ({@code log}). */
public record LogConfig(
    @Key(
            doc = "Minimum level: none, trace, debug, info, warn, error (fatal also accepted).",
            fallback = "info")
        String level,
    @Key(doc = "Append logs to this path instead of the terminal/stderr.", fallback = "")
        String file) {}
