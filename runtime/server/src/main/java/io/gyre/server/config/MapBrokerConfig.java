package io.gyre.server.config;

import io.gyre.spi.Key;
import java.time.Duration;

/** The back end of keyed-state (map) channels ({@code map_broker}). */
public record MapBrokerConfig(
    @Key(doc = "Memory, redis or postgres.", fallback = "memory") String type,
    @Key(doc = "Redis settings.") Redis redis,
    @Key(doc = "Postgres settings.") Postgres postgres) {

  /** The map broker on Redis. */
  public record Redis(
      @Key(doc = "Prefix of keys and channels.", fallback = "centrifugo") String prefix,
      RedisConfig connection,
      @Key(doc = "Period of expired-key sweeps; -1 off.", fallback = "1s") Duration cleanupInterval,
      @Key(doc = "Entries per channel per sweep.", fallback = "100") int cleanupBatchSize,
      @Key(doc = "Lifetime of remembered idempotent results.", fallback = "5m")
          Duration idempotentResultTtl,
      @Key(doc = "Update state only, no publish.", fallback = "false") boolean skipPubSub) {}

  /** The map broker on PostgreSQL. */
  public record Postgres(
      @Key(doc = "Expired-key scan period.", fallback = "1s") Duration ttlCheckInterval,
      PostgresqlStreamConfig stream) {}
}
