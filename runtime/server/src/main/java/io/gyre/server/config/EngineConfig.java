package io.gyre.server.config;

import io.gyre.spi.Key;
import java.time.Duration;

/** The combined broker and presence back end ({@code engine}). */
public record EngineConfig(
    @Key(doc = "Engine type: memory or redis.", fallback = "memory") String type,
    @Key(doc = "Settings when type=redis.") Redis redis) {

  /** The engine on Redis. */
  public record Redis(
      @Key(doc = "Prefix of keys and channels.", fallback = "centrifugo") String prefix,
      RedisConfig connection,
      @Key(
              doc =
                  "Keep history in LIST instead of STREAM (no pagination, reverse or versioning).",
              fallback = "false")
          boolean historyUseLists,
      @Key(doc = "Lifetime of a presence entry without refresh.", fallback = "1m")
          Duration presenceTtl,
      @Key(doc = "Use HEXPIRE (Redis 7.4+) instead of the expiry zset.", fallback = "false")
          boolean presenceHashFieldTtl,
      @Key(doc = "Keep per-user counters so stats are O(1).", fallback = "false")
          boolean presenceUserMapping) {}
}
