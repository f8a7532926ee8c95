package io.gyre.server.config;

import io.gyre.core.backend.NamedProxyConfig;
import io.gyre.core.backend.RpcConfig;
import io.gyre.spi.Key;
import java.util.List;

/**
 * The whole configuration file, one component a top-level key. Blocks that belong to a provider
 * (tokens, WebSocket, a plugin) are not here: they are bound beside it, each to its provider's
 * record.
 */
public record GyreConfig(
    @Key(doc = "Listen addresses, ports and TLS of the HTTP servers.") HttpServerConfig httpServer,
    @Key(doc = "Verbosity and destination of logs.") LogConfig log,
    @Key(doc = "Combined broker + presence backend.") EngineConfig engine,
    @Key(doc = "Separate pub/sub + history backend overriding the engine one.") BrokerConfig broker,
    @Key(doc = "Separate presence backend overriding the engine one.")
        PresenceManagerConfig presenceManager,
    @Key(doc = "Backend of keyed-state (map) channels.") MapBrokerConfig mapBroker,
    @Key(doc = "Separate node-to-node control bus.") ControllerConfig controller,
    @Key(doc = "Server-wide shared poll settings.") SharedPollConfig sharedPoll,
    @Key(doc = "Connection-level behaviour: auth, limits, timers.") ClientSection client,
    @Key(doc = "Channel name rules, namespaces, channel proxies.") ChannelSection channel,
    @Key(doc = "Client RPC namespaces and proxy.") RpcConfig rpc,
    @Key(doc = "Named backend proxies selectable per namespace.", fallback = "")
        List<NamedProxyConfig> proxies,
    @Key(doc = "Server API over HTTP.") HttpApiConfig httpApi,
    @Key(doc = "Server API over gRPC.") GrpcApiConfig grpcApi,
    @Key(doc = "Async sources of API commands or publications.", fallback = "")
        List<ConsumerConfig> consumers,
    @Key(doc = "Bidirectional WebTransport endpoint.") WebTransportConfig webtransport,
    @Key(doc = "Admin web panel.") AdminConfig admin,
    @Key(doc = "Metrics exposition.") PrometheusConfig prometheus,
    @Key(doc = "Liveness endpoint.") HealthConfig health,
    @Key(doc = "API browser page.") SwaggerConfig swagger,
    @Key(doc = "Pprof endpoints.") DebugConfig debug,
    @Key(doc = "Trace export.") OpenTelemetryConfig opentelemetry,
    @Key(doc = "Push of metrics to Graphite.") GraphiteConfig graphite,
    @Key(doc = "Anonymous telemetry to project authors.") UsageStatsConfig usageStats,
    @Key(doc = "Identity of this cluster member.") NodeConfig node,
    @Key(doc = "Stop behaviour.") ShutdownConfig shutdown,
    @Key(doc = "Demo page.") DemoConfig demo,
    @Key(doc = "File that receives the process id; removed on exit.", fallback = "") String pidFile,
    @Key(
            doc = "Unlocks features not considered released (e.g. redisnats broker).",
            fallback = "false")
        boolean enableUnreleasedFeatures) {}
