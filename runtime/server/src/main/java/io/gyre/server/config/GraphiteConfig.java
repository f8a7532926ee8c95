package io.gyre.server.config;

import io.gyre.spi.Key;
import java.time.Duration;

/** Metrics pushed to Graphite ({@code graphite}). */
public record GraphiteConfig(
    @Key(doc = "Run the exporter.", fallback = "false") boolean enabled,
    @Key(doc = "Carbon host.", fallback = "localhost") String host,
    @Key(doc = "Carbon port.", fallback = "2003") int port,
    @Key(doc = "Metric path prefix (node name appended).", fallback = "centrifugo") String prefix,
    @Key(doc = "Push period.", fallback = "10s") Duration interval,
    @Key(doc = "Emit tags instead of path components.", fallback = "false") boolean tags) {}
