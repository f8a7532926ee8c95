package io.gyre.server.config;

import io.gyre.spi.Key;

/** The combined broker and presence back end ({@code engine}). */
public record EngineConfig(
    @Key(doc = "Engine type: memory or redis.", fallback = "memory") String type,
    @Key(doc = "Settings when type=redis.") Redis redis) {

  /** The engine on Redis: the keys of its broker, and those of its presence. */
  public record Redis(BrokerConfig.Redis broker, RedisPresenceConfig presence) {}
}
