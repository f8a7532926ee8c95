package io.gyre.server.config;

import io.gyre.spi.Key;
import io.gyre.spi.TlsConfig;
import java.time.Duration;

/** Streams kept in tables of PostgreSQL. Shared by the brokers that write there. */
public record PostgresqlStreamConfig(
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
    @Key(doc = "Days before a partition is dropped.", fallback = "7") int partitionRetentionDays) {}
