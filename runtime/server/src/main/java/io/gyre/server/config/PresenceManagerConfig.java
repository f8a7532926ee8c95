package io.gyre.server.config;

import io.gyre.spi.Key;

/** A presence manager of its own, instead of the one of the engine ({@code presence_manager}). */
public record PresenceManagerConfig(
    @Key(doc = "Use this manager instead of the engine's.", fallback = "false") boolean enabled,
    @Key(doc = "Engine type: memory or redis.", fallback = "memory") String type,
    @Key(doc = "Redis settings.") Redis redis) {

  /** The presence manager on Redis. */
  public record Redis(
      @Key(doc = "Prefix of keys and channels.", fallback = "centrifugo") String prefix,
      RedisConfig connection,
      RedisPresenceConfig presence) {}
}
