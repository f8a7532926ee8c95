package io.gyre.server.config;

import io.gyre.spi.Key;
import io.gyre.spi.TlsConfig;
import java.time.Duration;
import java.util.Map;

/** A broker of its own, instead of the one of the engine ({@code broker}). */
public record BrokerConfig(
    @Key(doc = "Use this broker instead of the engine's.", fallback = "false") boolean enabled,
    @Key(doc = "Memory, redis, nats, postgres (redisnats unreleased).", fallback = "memory")
        String type,
    @Key(doc = "Redis settings.") Redis redis,
    @Key(doc = "Nats settings.") Nats nats,
    @Key(doc = "Postgres stream broker settings.") Postgres postgres,
    @Key(doc = "Unreleased combination.") RedisNats redisnats) {

  /** The broker on Redis. */
  public record Redis(
      @Key(doc = "Prefix of keys and channels.", fallback = "centrifugo") String prefix,
      RedisConfig connection,
      @Key(
              doc =
                  "Keep history in LIST instead of STREAM (no pagination, reverse or versioning).",
              fallback = "false")
          boolean historyUseLists) {}

  /** Bare NATS subjects and payloads. */
  public record RawMode(
      @Key(doc = "Use bare subjects and bare payloads, no envelope.", fallback = "false")
          boolean enabled,
      @Key(
              doc = "Substring replacements applied to channel names when building subjects.",
              fallback = "")
          Map<String, String> channelReplacements,
      @Key(doc = "Prefix prepended to the subject in raw mode.", fallback = "") String prefix) {}

  /** The broker on NATS. */
  public record Nats(
      @Key(doc = "Subject prefix isolating this installation.", fallback = "centrifugo")
          String prefix,
      @Key(doc = "Server URL.", fallback = "nats://localhost:4222") String url,
      @Key(doc = "Connect timeout.", fallback = "1s") Duration dialTimeout,
      @Key(doc = "Flush timeout.", fallback = "1s") Duration writeTimeout,
      @Key(doc = "Client TLS.") TlsConfig tls,
      @Key(
              doc = "Permit * and > in subscribed channel names (no publish to them).",
              fallback = "false")
          boolean allowWildcards,
      @Key(doc = "Pass-through mode.") RawMode rawMode) {}

  /** The broker on PostgreSQL. */
  public record Postgres(
      @Key(doc = "Connection string.", fallback = "", secret = true) String dsn,
      @Key(doc = "Client TLS.") TlsConfig tls,
      @Key(doc = "Pool size.", fallback = "16") int poolSize,
      @Key(doc = "Delivery shards.", fallback = "8") int numShards,
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

  /** History in Redis, delivery by NATS. */
  public record RedisNats(
      @Key(doc = "History half.") Redis redis, @Key(doc = "Pub/sub half.") Nats nats) {}
}
