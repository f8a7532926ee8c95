package io.gyre.server.config;

import io.gyre.spi.Key;
import io.gyre.spi.TlsConfig;
import java.time.Duration;
import java.util.List;

/**
 * How to reach Redis: shards, authentication, cluster, sentinel. Shared by every block that talks
 * to Redis.
 */
public record RedisConfig(
    @Key(
            doc =
                "One entry per shard: host:port, redis://, rediss:// or unix socket URL (URL params"
                    + " can carry options).",
            fallback = "redis://127.0.0.1:6379")
        List<String> address,
    @Key(doc = "Dial timeout.", fallback = "1s") Duration connectTimeout,
    @Key(doc = "Request timeout.", fallback = "4s") Duration ioTimeout,
    @Key(doc = "Database number.", fallback = "0") int db,
    @Key(doc = "ACL user.", fallback = "") String user,
    @Key(doc = "Password.", fallback = "", secret = true) String password,
    @Key(doc = "CLIENT SETNAME value.", fallback = "") String clientName,
    @Key(doc = "Speak RESP2.", fallback = "false") boolean forceResp2,
    @Key(
            doc =
                "Cluster seeds; one entry per shard, comma inside entry = seeds of the same"
                    + " cluster.",
            fallback = "")
        List<String> clusterAddress,
    @Key(doc = "Client TLS.") TlsConfig tls,
    @Key(doc = "Sentinels; one entry per shard, comma-separated inside.", fallback = "")
        List<String> sentinelAddress,
    @Key(doc = "Sentinel user.", fallback = "") String sentinelUser,
    @Key(doc = "Sentinel password.", fallback = "", secret = true) String sentinelPassword,
    @Key(doc = "Monitored master name (mandatory with sentinel).", fallback = "")
        String sentinelMasterName,
    @Key(doc = "Client name towards sentinel.", fallback = "") String sentinelClientName,
    @Key(doc = "TLS towards sentinel.") TlsConfig sentinelTls,
    @Key(doc = "Replica reads (used by PRO features).") ReplicaClient replicaClient) {

  /** Reads from replicas. */
  public record ReplicaClient(
      @Key(doc = "Open a replica client.", fallback = "false") boolean enabled) {}
}
