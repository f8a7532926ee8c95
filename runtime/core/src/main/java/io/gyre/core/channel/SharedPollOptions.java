package io.gyre.core.channel;

import io.gyre.spi.Key;
import java.time.Duration;

/** The options of shared poll channels; 0 stands for the default named in each text. */
public record SharedPollOptions(
    @Key(doc = "Proxy that returns key data; empty = default.", fallback = "") String proxyName,
    @Key(doc = "Poll period; 0 = 10s.", fallback = "0s") Duration refreshInterval,
    @Key(doc = "Keys per backend call; 0 = 1000.", fallback = "0") int refreshBatchSize,
    @Key(doc = "Tracked keys per connection; 0 = 5000.", fallback = "0") int maxKeysPerConnection,
    @Key(doc = "Versionless (default) or versioned.", fallback = "") String mode,
    @Key(doc = "Linger after last tracked key; 0 = 1s, -1 = immediate.", fallback = "0s")
        Duration channelShutdownDelay,
    @Key(doc = "Grace after a signature expires; 0 = 25s.", fallback = "0s")
        Duration trackExpiredExtraDelay,
    @Key(doc = "Accept direct publishes (versioned mode only).", fallback = "false")
        boolean publishEnabled) {}
