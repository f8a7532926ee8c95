package io.gyre.server;

import io.gyre.api.ApiLimits;
import io.gyre.api.ApiMeters;
import io.gyre.api.ApiService;
import io.gyre.api.ApiSink;
import io.gyre.api.Extensions;
import io.gyre.api.LocalNode;
import io.gyre.config.ConfigBinder;
import io.gyre.core.backend.BrokerSubscriptions;
import io.gyre.core.backend.Calls;
import io.gyre.core.backend.Engines;
import io.gyre.core.hub.Hub;
import io.gyre.core.meter.NodeMeters;
import io.gyre.core.node.ControlInbox;
import io.gyre.core.node.Node;
import io.gyre.core.node.NodeListener;
import io.gyre.core.node.Peers;
import io.gyre.core.session.ClientConfig;
import io.gyre.core.session.Environment;
import io.gyre.core.session.Ids;
import io.gyre.core.session.Registry;
import io.gyre.server.component.Components;
import io.gyre.server.component.Lender;
import io.gyre.server.config.GyreConfig;
import io.gyre.server.config.LoadedConfig;
import io.gyre.server.config.NodeConfig;
import io.gyre.server.metrics.PrometheusMeters;
import io.gyre.server.plugin.Providers;
import io.gyre.server.sockets.AdoptedSockets;
import io.gyre.server.sockets.ConnectionLimits;
import io.gyre.server.sockets.Detach;
import io.gyre.server.sockets.ShardLoops;
import io.gyre.spi.NodeInfo;
import io.gyre.spi.web.PingTimes;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/**
 * Puts the server together. The whole graph is in {@link #build}, which reads from top to bottom;
 * nothing runs yet when it returns.
 */
final class Wiring {
  private static final Duration FLUSH_TIME = Duration.ofSeconds(2);
  private static final int CALLS_MAX = 10_000;
  private static final long CALL_WAIT_MILLIS_MAX = 5000;
  private static final Duration RESTART_FIRST = Duration.ofMillis(200);
  private static final Duration RESTART_MAX = Duration.ofSeconds(30);

  private Wiring() {}

  /**
   * Makes a server.
   *
   * @throws StartFailed if the configuration asks for what cannot be had
   */
  static Server build(LoadedConfig config, Providers providers, Signals signals) {
    // What everything draws from: time, chance, meters.
    GyreConfig settings = config.server();
    InstantSource clock = InstantSource.system();
    RandomGenerator random = new SecureRandom();
    Ids ids = new Ids(random);
    NodeInfo identity = NodeNames.of(ids.next(), settings);
    PrometheusMeters meters = new PrometheusMeters();
    NodeMeters nodeMeters = new NodeMeters();

    // Shards, and who is subscribed on them.
    ShardLoops loops = new ShardLoops(shards(settings), System::nanoTime, FLUSH_TIME, nodeMeters);
    Hub hub = new Hub(loops.shards());
    Registry registry = new Registry(loops.shards().size());

    // Components, built-in or from plugins: what keeps channels, reads tokens, asks the
    // application.
    Lender lender = new Lender(identity, meters, clock);
    Components components = new Components(config, providers, lender);
    ControlInbox control = new ControlInbox(nodeMeters);
    Lender.Ears ears = new Lender.Ears(new NodeListener(hub, nodeMeters), control, random);
    MadeEngines made = MadeEngines.of(components, settings, ears);
    BrokerNeeds needs = BrokerNeeds.of(made.broker(), settings);
    needs.check(settings.channel());
    BrokerSubscriptions subscriptions = new BrokerSubscriptions(made.broker(), hub, nodeMeters);
    Engines engines = new Engines(made.broker(), made.presence(), subscriptions);
    ReplaceableAuthenticator authenticator =
        new ReplaceableAuthenticator(components.authenticator());
    CurrentSettings current = new CurrentSettings(settings);

    // The node: sessions on shards, between transports and engines, and its peers.
    Peers peers =
        new Peers(
            identity.id(), registry, control, made.controller(), nodeMeters, System::nanoTime);
    Calls calls =
        new Calls(Executors.newVirtualThreadPerTaskExecutor(), CALLS_MAX, CALL_WAIT_MILLIS_MAX);
    Environment environment =
        new Environment(
            identity,
            hub,
            engines,
            authenticator,
            components.proxies(),
            calls,
            current,
            clock,
            ids,
            registry,
            nodeMeters);
    Node node = new Node(environment, peers, random);

    // The server API and its front doors.
    ApiService api =
        new ApiService(new LocalNode(node), Extensions.NONE, System.getLogger("gyre.api"));

    // The HTTP ports, and the transports on them.
    ClientConfig client = settings.client().sessions();
    ConnectionLimits limits =
        new ConnectionLimits(
            client.connectionLimit(),
            client.connectionRateLimit(),
            System::nanoTime,
            nodeMeters::connectionRefused);
    AdoptedSockets sockets = new AdoptedSockets(loops, node, Detach.probe());
    Listeners listeners = new Listeners(settings.httpServer(), limits, sockets);
    Lender.Port port =
        new Lender.Port(
            node,
            sockets,
            new OriginPatterns(client.allowedOrigins()),
            new PingTimes(client.pingInterval(), client.pongTimeout()));
    components.webTransports(port).forEach(transport -> transport.mount(listeners.port()));
    Endpoints.mount(listeners, settings, api, loops, new Endpoints.Figures(meters, nodeMeters));
    NodeLevels.show(nodeMeters, meters, node, loops.shards(), identity);

    // What runs, in the order of dependence.
    ServiceGroup group =
        new ServiceGroup(
            new BackOff(RESTART_FIRST, RESTART_MAX, random),
            meters,
            (name, failure) -> signals.post(Signals.Request.FAIL));
    ApiSink sink =
        new ApiSink(
            api, new ApiMeters(meters, "consuming"), ConfigBinder.defaults(ApiLimits.class));
    Waves waves =
        Waves.of(
            made,
            components.services(),
            loops,
            peers,
            components.transports(node),
            components.consumers(sink));
    Reload reload = new Reload(current, authenticator, needs, providers, lender);
    return new Server(identity, group, waves, listeners, node, reload);
  }

  /** Unless told: half of the processors; the rest is for what blocks, and the kernel's share. */
  private static int shards(GyreConfig settings) {
    int told = settings.node().shards();
    int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    return told > 0 ? told : Math.min(NodeConfig.SHARDS_MAX, half);
  }
}
