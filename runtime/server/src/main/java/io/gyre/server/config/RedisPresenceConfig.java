package io.gyre.server.config;

import io.gyre.spi.Key;
import java.time.Duration;

/** How presence is kept in Redis, by an engine or a presence manager. */
public record RedisPresenceConfig(
    @Key(doc = "Lifetime of a presence entry without refresh.", fallback = "1m")
        Duration presenceTtl,
    @Key(doc = "Use HEXPIRE (Redis 7.4+) instead of the expiry zset.", fallback = "false")
        boolean presenceHashFieldTtl,
    @Key(doc = "Keep per-user counters so stats are O(1).", fallback = "false")
        boolean presenceUserMapping) {}
