package io.gyre.server.config;

import io.gyre.spi.Key;
import java.time.Duration;

/** The identity of this node ({@code node}). */
public record NodeConfig(
    @Key(doc = "Display name; default host_port.", fallback = "") String name,
    @Key(doc = "Window of metrics shared in node info.", fallback = "1m")
        Duration infoMetricsAggregateInterval) {}
