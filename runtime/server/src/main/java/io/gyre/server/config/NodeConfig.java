package io.gyre.server.config;

import io.gyre.spi.Key;
import java.time.Duration;

/** The identity of this node ({@code node}). */
public record NodeConfig(
    @Key(doc = "Display name; default host_port.", fallback = "") String name,
    @Key(doc = "Window of metrics shared in node info.", fallback = "1m")
        Duration infoMetricsAggregateInterval,
    @Key(
            doc =
                "Event threads, each with its share of the clients; 0 = half of the processors. At"
                    + " most 64. An option of Gyre.",
            fallback = "0")
        int shards) {

  /** Most event threads that a node may have. */
  public static final int SHARDS_MAX = 64;
}
