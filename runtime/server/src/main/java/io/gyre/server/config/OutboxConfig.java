package io.gyre.server.config;

import io.gyre.spi.Key;
import java.time.Duration;

/** The delivery worker of a PostgreSQL outbox. */
public record OutboxConfig(
    @Key(doc = "Idle poll period.", fallback = "100ms") Duration pollInterval,
    @Key(doc = "Rows per batch.", fallback = "1000") int batchSize) {}
