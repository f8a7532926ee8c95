package io.gyre.server.config;

import io.gyre.spi.Key;
import java.time.Duration;

/** A presence manager of its own, instead of the one of the engine ({@code presence_manager}). */
public record PresenceManagerConfig(
    @Key(doc = "Use this manager instead of the engine's.", fallback = "false") boolean enabled,
    @Key(doc = "Engine type: memory or redis.", fallback = "memory") String type,
    @Key(doc = "Redis settings.") Redis redis) {

  /** The presence manager on Redis. */
  public record Redis(
      @Key(doc = "Prefix of keys and channels.", fallback = "centrifugo") String prefix,
      RedisConfig connection,
      @Key(doc = "Lifetime of a presence entry without refresh.", fallback = "1m")
          Duration presenceTtl,
      @Key(doc = "Use HEXPIRE (Redis 7.4+) instead of the expiry zset.", fallback = "false")
          boolean presenceHashFieldTtl,
      @Key(doc = "Keep per-user counters so stats are O(1).", fallback = "false")
          boolean presenceUserMapping) {}
}
