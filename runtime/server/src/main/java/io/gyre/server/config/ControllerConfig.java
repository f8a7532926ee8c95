package io.gyre.server.config;

import io.gyre.spi.Key;
import io.gyre.spi.TlsConfig;
import java.time.Duration;

/** What carries control messages between nodes ({@code controller}). */
public record ControllerConfig(
    @Key(doc = "Use a separate control bus.", fallback = "false") boolean enabled,
    @Key(doc = "Controller kind (postgres).", fallback = "") String type,
    @Key(doc = "Postgres settings.") Postgres postgres) {

  /** The controller on PostgreSQL. */
  public record Postgres(
      @Key(doc = "Connection string.", fallback = "", secret = true) String dsn,
      @Key(doc = "Client TLS.") TlsConfig tls,
      @Key(doc = "Pool size.", fallback = "8") int poolSize,
      @Key(doc = "Delivery shards.", fallback = "1") int numShards,
      @Key(doc = "Table name prefix.", fallback = "cf") String tablePrefix,
      @Key(doc = "Idle poll period.", fallback = "50ms") Duration pollInterval,
      @Key(doc = "LISTEN/NOTIFY wake-ups.", fallback = "false") boolean useNotify,
      @Key(doc = "Direct DSN for LISTEN.", fallback = "", secret = true) String notifyDsn,
      @Key(doc = "Days before a partition is dropped.", fallback = "1") int partitionRetentionDays,
      @Key(doc = "Daily partitions created ahead.", fallback = "2") int partitionLookaheadDays,
      @Key(doc = "Partition worker period.", fallback = "1m") Duration partitionCleanupInterval,
      @Key(doc = "Rows per batch.", fallback = "1000") int batchSize,
      @Key(doc = "Do not create tables.", fallback = "false") boolean skipSchemaInit) {}
}
