package io.gyre.server.config;

import io.gyre.spi.Key;
import io.gyre.spi.TlsConfig;
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
      @Key(doc = "Connection string.", fallback = "", secret = true) String dsn,
      @Key(doc = "Client TLS.") TlsConfig tls,
      @Key(doc = "Pool size.", fallback = "16") int poolSize,
      @Key(doc = "Delivery shards.", fallback = "8") int numShards,
      @Key(doc = "Expired-key scan period.", fallback = "1s") Duration ttlCheckInterval,
      @Key(doc = "Purge period of expired rows.", fallback = "1m") Duration cleanupInterval,
      @Key(doc = "Lifetime of remembered idempotent results.", fallback = "5m")
          Duration idempotentResultTtl,
      @Key(doc = "BYTEA instead of JSONB.", fallback = "false") boolean binaryData,
      @Key(doc = "Row retention.", fallback = "24h") Duration streamRetention,
      @Key(doc = "LISTEN/NOTIFY wake-ups.", fallback = "false") boolean useNotify,
      @Key(doc = "Direct DSN for LISTEN.", fallback = "", secret = true) String notifyDsn,
      @Key(doc = "Table name prefix.", fallback = "cf") String tablePrefix,
      @Key(doc = "Do not create tables.", fallback = "false") boolean skipSchemaInit,
      @Key(doc = "Delivery worker settings.") OutboxConfig outbox,
      @Key(doc = "Daily partitions created ahead.", fallback = "2") int partitionLookaheadDays,
      @Key(doc = "Days before a partition is dropped.", fallback = "7")
          int partitionRetentionDays) {}
}
