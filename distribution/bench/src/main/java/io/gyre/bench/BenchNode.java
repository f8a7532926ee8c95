package io.gyre.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gyre.config.ConfigBinder;
import io.gyre.core.backend.BrokerSubscriptions;
import io.gyre.core.backend.Calls;
import io.gyre.core.backend.Engines;
import io.gyre.core.backend.Proxies;
import io.gyre.core.backend.RpcConfig;
import io.gyre.core.channel.ChannelConfig;
import io.gyre.core.channel.ChannelOptions;
import io.gyre.core.channel.NamespaceConfig;
import io.gyre.core.hub.Hub;
import io.gyre.core.hub.Shard;
import io.gyre.core.meter.NodeMeters;
import io.gyre.core.node.ControlInbox;
import io.gyre.core.node.Node;
import io.gyre.core.node.NodeListener;
import io.gyre.core.node.Peers;
import io.gyre.core.session.ClientConfig;
import io.gyre.core.session.Environment;
import io.gyre.core.session.Ids;
import io.gyre.core.session.PublishRequest;
import io.gyre.core.session.Registry;
import io.gyre.core.session.Settings;
import io.gyre.engine.memory.MemoryEngineConfig;
import io.gyre.engine.memory.MemoryEngineProvider;
import io.gyre.spi.auth.Authenticator;
import io.gyre.spi.auth.ConnectClaims;
import io.gyre.spi.auth.SubscribeClaims;
import io.gyre.spi.auth.TokenRejected;
import io.gyre.spi.channel.HistoryPage;
import io.gyre.spi.engine.Engine;
import io.gyre.spi.transport.ConnectionInfo;
import io.gyre.spi.transport.Encoding;
import io.gyre.spi.transport.Session;
import io.gyre.tck.GivenContext;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A node of one shard with the memory engine, turned by the benchmark's thread. Channels {@code
 * plain:...} keep nothing, {@code history:...} keep a stream of 100 and recover, {@code
 * presence:...} know who is there. Time stands still until it is told to pass.
 */
final class BenchNode {
  private static final Map<String, String> OPEN =
      Map.of("allow_subscribe_for_client", "true", "allow_subscribe_for_anonymous", "true");

  private final Shard shard;
  private final Hub hub;
  private final Node node;
  private final ArrayDeque<Runnable> threads = new ArrayDeque<>();
  private final List<BenchConnection> connections = new ArrayList<>();
  private final List<Session> sessions = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
  private long nanos = System.nanoTime();

  BenchNode() {
    NodeMeters meters = new NodeMeters();
    this.shard = new Shard(0, () -> nanos, () -> {}, meters.addShard());
    this.hub = new Hub(List.of(shard));
    Random random = new Random(1);
    Engine memory =
        new MemoryEngineProvider()
            .create(
                ConfigBinder.of(MemoryEngineConfig.class, Map.of()),
                new GivenContext(new NodeListener(hub, meters), InstantSource.system(), random));
    var broker = memory.broker().orElseThrow();
    Engines engines =
        new Engines(
            broker, memory.presence().orElseThrow(), new BrokerSubscriptions(broker, hub, meters));
    Settings settings = settings();
    Registry registry = new Registry(1);
    Environment environment =
        new Environment(
            GivenContext.NODE,
            hub,
            engines,
            new NoTokens(),
            Proxies.NONE,
            new Calls(threads::add, 10_000, 1),
            () -> settings,
            InstantSource.system(),
            new Ids(random),
            registry,
            meters);
    Peers peers =
        new Peers(
            GivenContext.NODE.id(),
            registry,
            new ControlInbox(meters),
            Peers.alone(),
            meters,
            System::nanoTime);
    this.node = new Node(environment, peers, random);
  }

  private static Settings settings() {
    ClientConfig client =
        ConfigBinder.of(
            ClientConfig.class, Map.of("allow_anonymous_connect_without_token", "true"));
    ChannelOptions plain = ConfigBinder.of(ChannelOptions.class, OPEN);
    Map<String, String> kept = new HashMap<>(OPEN);
    kept.putAll(Map.of("history_size", "100", "history_ttl", "300s", "force_recovery", "true"));
    kept.put("allow_history_for_subscriber", "true");
    kept.put("allow_history_for_anonymous", "true");
    ChannelOptions history = ConfigBinder.of(ChannelOptions.class, kept);
    Map<String, String> known = new HashMap<>(OPEN);
    known.put("presence", "true");
    known.put("allow_presence_for_subscriber", "true");
    known.put("allow_presence_for_anonymous", "true");
    ChannelOptions presence = ConfigBinder.of(ChannelOptions.class, known);
    ChannelConfig channels =
        channels(
            new NamespaceConfig("plain", plain),
            new NamespaceConfig("history", history),
            new NamespaceConfig("presence", presence));
    return Settings.of(client, channels, ConfigBinder.defaults(RpcConfig.class));
  }

  /** Channels as they are by default, in these namespaces. */
  static ChannelConfig channels(NamespaceConfig... namespaces) {
    ChannelConfig defaults = ConfigBinder.defaults(ChannelConfig.class);
    return new ChannelConfig(
        defaults.withoutNamespace(),
        List.of(namespaces),
        defaults.historyMetaTtl(),
        defaults.publicationDataFormat(),
        defaults.maxLength(),
        defaults.privatePrefix(),
        defaults.namespaceBoundary(),
        defaults.userBoundary(),
        defaults.userSeparator());
  }

  /** Connects clients that subscribe to one channel, and forgets what they were answered. */
  void subscribe(String channel, int clients, Encoding encoding) {
    var info = new ConnectionInfo("websocket", encoding, false, false, false, "bench", Map.of());
    for (int i = 0; i < clients; i++) {
      BenchConnection connection = new BenchConnection();
      Session session = node.open(connection, info);
      session.receive("{\"id\":1,\"connect\":{}}".getBytes(UTF_8));
      settle();
      session.receive(
          ("{\"id\":2,\"subscribe\":{\"channel\":\"" + channel + "\"}}").getBytes(UTF_8));
      settle();
      connections.add(connection);
      sessions.add(session);
    }
    flush();
    if (hub.subscriptions() != clients) {
      throw new IllegalStateException("not all are subscribed: " + hub.subscriptions());
    }
  }

  /** Runs what is posted, on the shard and off it. */
  void settle() {
    boolean more = true;
    while (more) {
      more = shard.turn();
      Runnable call = threads.poll();
      if (call != null) {
        call.run();
        more = true;
      }
    }
  }

  /** Lets time pass: what is due by then happens, such as pings. */
  void pass(Duration time) {
    nanos += time.toNanos();
    settle();
  }

  /** All clients send a frame. */
  void receive(byte[] frame) {
    for (int i = 0; i < sessions.size(); i++) {
      sessions.get(i).receive(frame);
    }
    settle();
  }

  /** Reads a channel's newest publications as the API does. */
  HistoryPage history(String channel, int limit) {
    return node.history(channel, null, limit, false);
  }

  /** Publishes as the API does, and lets the shard deliver. */
  void publish(String channel, PublishRequest request) {
    node.publish(channel, request);
    settle();
  }

  /** Ends the turn as the socket loop does, but for the write; returns how many bytes went out. */
  long flush() {
    long bytes = 0;
    for (int i = 0; i < connections.size(); i++) {
      bytes += connections.get(i).flush(buffer);
    }
    return bytes;
  }

  private static final class NoTokens implements Authenticator {
    @Override
    public ConnectClaims connection(String token) throws TokenRejected {
      throw new TokenRejected(TokenRejected.Reason.INVALID, "none here");
    }

    @Override
    public SubscribeClaims subscription(String token) throws TokenRejected {
      throw new TokenRejected(TokenRejected.Reason.INVALID, "none here");
    }

    @Override
    public boolean mayBlock() {
      return false;
    }
  }
}
