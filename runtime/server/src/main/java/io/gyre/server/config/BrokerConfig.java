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
    @Key(doc = "Postgres stream broker settings.") PostgresqlStreamConfig postgres,
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

  /** History in Redis, delivery by NATS. */
  public record RedisNats(
      @Key(doc = "History half.") Redis redis, @Key(doc = "Pub/sub half.") Nats nats) {}
}
