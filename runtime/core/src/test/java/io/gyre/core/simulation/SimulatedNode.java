package io.gyre.core.simulation;

import io.gyre.config.ConfigBinder;
import io.gyre.core.backend.BrokerSubscriptions;
import io.gyre.core.backend.Calls;
import io.gyre.core.backend.Engines;
import io.gyre.core.backend.Proxies;
import io.gyre.core.backend.RpcConfig;
import io.gyre.core.channel.ChannelConfig;
import io.gyre.core.channel.ChannelOptions;
import io.gyre.core.channel.NamespaceConfig;
import io.gyre.core.errors.Unsubscribe;
import io.gyre.core.hub.Hub;
import io.gyre.core.hub.Shard;
import io.gyre.core.meter.NodeMeters;
import io.gyre.core.node.ControlInbox;
import io.gyre.core.node.Node;
import io.gyre.core.node.NodeListener;
import io.gyre.core.node.Peers;
import io.gyre.core.session.ClientConfig;
import io.gyre.core.session.ClientSession;
import io.gyre.core.session.CommandDispatcher;
import io.gyre.core.session.Environment;
import io.gyre.core.session.Ids;
import io.gyre.core.session.Registry;
import io.gyre.core.session.Settings;
import io.gyre.engine.memory.MemoryEngineConfig;
import io.gyre.engine.memory.MemoryEngineProvider;
import io.gyre.spi.auth.Authenticator;
import io.gyre.spi.auth.ConnectClaims;
import io.gyre.spi.auth.SubscribeClaims;
import io.gyre.spi.auth.TokenRejected;
import io.gyre.spi.channel.StreamPosition;
import io.gyre.spi.channel.SubscribeOptions;
import io.gyre.spi.engine.Broker;
import io.gyre.spi.engine.BrokerListener;
import io.gyre.spi.engine.Engine;
import io.gyre.tck.GivenContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A node whose shards, threads, clock and randomness belong to a test: nothing happens but by
 * {@link #step}. In channels {@code s:...} history and recovery are on, in {@code p:...} they are
 * off.
 */
final class SimulatedNode {
  private static final ClientConfig CLIENT =
      ConfigBinder.of(
          ClientConfig.class,
          Map.of("allow_anonymous_connect_without_token", "true", "queue_max_size", "100000000"));
  private static final Settings SETTINGS =
      Settings.of(CLIENT, channels(), ConfigBinder.defaults(RpcConfig.class));

  private final RandomGenerator random;
  private final List<Shard> shards = new ArrayList<>();
  private final ArrayDeque<Runnable> threads = new ArrayDeque<>();
  private final Optional<LaggingBroker> lagging;
  private final Node node;
  private final Hub hub;
  private final Registry registry;
  private final CommandDispatcher backEnd;
  private int deltasSeen;
  private long nowNanos = 1_000_000_000L;

  SimulatedNode(RandomGenerator random, int shardCount, boolean lags) {
    this(random, shardCount, lags, SETTINGS, new ChannelsInToken());
  }

  SimulatedNode(
      RandomGenerator random,
      int shardCount,
      boolean lags,
      Settings settings,
      Authenticator authenticator) {
    this.random = random;
    NodeMeters meters = new NodeMeters();
    for (int i = 0; i < shardCount; i++) {
      shards.add(new Shard(i, () -> nowNanos, () -> {}, meters.addShard()));
    }
    this.hub = new Hub(shards);
    NodeListener ear = new NodeListener(hub, meters);
    this.lagging =
        lags
            ? Optional.of(
                new LaggingBroker(ear, listener -> engine(listener).broker().orElseThrow()))
            : Optional.empty();
    Engine memory = engine(ear);
    Broker broker = lagging.<Broker>map(one -> one).orElseGet(() -> memory.broker().orElseThrow());
    Engines engines =
        new Engines(
            broker, memory.presence().orElseThrow(), new BrokerSubscriptions(broker, hub, meters));
    this.registry = new Registry(shardCount);
    Environment environment =
        new Environment(
            GivenContext.NODE,
            hub,
            engines,
            authenticator,
            Proxies.NONE,
            new Calls(threads::add, 1000, 1),
            () -> settings,
            clock(),
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
            () -> nowNanos);
    this.node = new Node(environment, peers, random);
    this.backEnd = new CommandDispatcher(environment);
  }

  private InstantSource clock() {
    return () -> Instant.ofEpochSecond(0, nowNanos);
  }

  private Engine engine(BrokerListener ear) {
    return new MemoryEngineProvider()
        .create(
            ConfigBinder.of(MemoryEngineConfig.class, Map.of("streams_max", "256")),
            new GivenContext(ear, clock(), random));
  }

  private static ChannelConfig channels() {
    ChannelOptions stream =
        ConfigBinder.of(
            ChannelOptions.class,
            Map.of(
                "allow_subscribe_for_client", "true",
                "allow_subscribe_for_anonymous", "true",
                "allow_publish_for_client", "true",
                "allow_publish_for_anonymous", "true",
                "presence", "true",
                "join_leave", "true",
                "history_size", "1000",
                "history_ttl", "1h",
                "force_recovery", "true"));
    ChannelOptions plain =
        ConfigBinder.of(
            ChannelOptions.class,
            Map.of(
                "allow_subscribe_for_client", "true",
                "allow_subscribe_for_anonymous", "true"));
    ChannelConfig defaults = ConfigBinder.defaults(ChannelConfig.class);
    return new ChannelConfig(
        defaults.withoutNamespace(),
        List.of(
            new NamespaceConfig("s", stream),
            new NamespaceConfig("p", plain),
            new NamespaceConfig("stream", handedOff("1000", "stream")),
            new NamespaceConfig("latest", handedOff("10", "cache"))),
        defaults.historyMetaTtl(),
        defaults.publicationDataFormat(),
        defaults.maxLength(),
        defaults.privatePrefix(),
        defaults.namespaceBoundary(),
        defaults.userBoundary(),
        defaults.userSeparator());
  }

  private static ChannelOptions handedOff(String historySize, String recoveryMode) {
    return ConfigBinder.of(
        ChannelOptions.class,
        Map.of(
            "allow_subscribe_for_client", "true",
            "allow_subscribe_for_anonymous", "true",
            "history_size", historySize,
            "history_ttl", "1h",
            "force_recovery", "true",
            "force_recovery_mode", recoveryMode,
            "auto_cache_recover", "true",
            "allowed_delta_types", "fossil",
            "delta_publish", "true",
            "allow_tags_filter", "true"));
  }

  Node node() {
    return node;
  }

  Hub hub() {
    return hub;
  }

  List<Shard> shards() {
    return shards;
  }

  /** Runs something on a shard's turn, as its transport would. */
  void onShard(int index, Runnable task) {
    shards.get(index).execute(task);
  }

  /**
   * Has the back end subscribe a client: on its shard's turn, as {@link Node#subscribe} does, but
   * without a caller that waits.
   */
  void subscribeByApi(String clientId, String channel, @Nullable StreamPosition since) {
    onSession(
        clientId,
        session -> backEnd.subscribing().byApi(session, channel, SubscribeOptions.PLAIN, since));
  }

  /** Has the back end unsubscribe a client. */
  void unsubscribeByApi(String clientId, String channel) {
    onSession(
        clientId,
        session ->
            backEnd
                .subscribing()
                .endByApi(session, channel, new Unsubscribe(2000, "server unsubscribe")));
  }

  private void onSession(String clientId, Consumer<ClientSession> action) {
    for (Shard shard : shards) {
      shard.execute(() ->
          registry.forEachOfUser(
              shard,
              "", // anonymous clients
              session -> {
                if (session.clientId().equals(clientId)) {
                  action.accept(session);
                }
              }));
    }
  }

  /** A client applied a delta. */
  void deltaSeen() {
    deltasSeen++;
  }

  int deltasSeen() {
    return deltasSeen;
  }

  /** Lets something happen somewhere: a turn of a shard, a blocking call, an arrival. */
  void step() {
    nowNanos += random.nextInt(1, 50_000);
    switch (random.nextInt(4)) {
      case 0 -> call();
      case 1 -> lagging.ifPresent(broker -> broker.arrive(random));
      default -> shards.get(random.nextInt(shards.size())).turn();
    }
  }

  /** Lets something happen while a stream that was read is on its way back. */
  void whileReading(Runnable happening) {
    lagging.ifPresent(broker ->
        broker.meanwhile(() -> {
          happening.run();
          broker.arrive(random);
          broker.arrive(random);
        }));
  }

  private boolean call() {
    Runnable thread = threads.poll();
    if (thread == null) {
      return false;
    }
    thread.run();
    return true;
  }

  /** Lets time pass, and what it brings happen. */
  void pass(Duration time) {
    nowNanos += time.toNanos();
    settle();
  }

  /** Lets everything happen that is going to. */
  void settle() {
    boolean more = true;
    while (more) {
      more = call();
      more |= lagging.isPresent() && lagging.get().arrive(random);
      for (Shard shard : shards) {
        more |= !shard.trySleep();
        more |= shard.turn();
      }
    }
  }

  /** Reads a token that is a list of channels, separated by commas: server-side subscriptions. */
  private static final class ChannelsInToken implements Authenticator {
    @Override
    public ConnectClaims connection(String token) {
      Map<String, SubscribeOptions> subscriptions =
          Stream.of(token.split(","))
              .collect(Collectors.toMap(channel -> channel, _ -> SubscribeOptions.PLAIN));
      return new ConnectClaims("user", null, new byte[0], new byte[0], subscriptions);
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

  /** Channel names of a kind. */
  static List<String> names(String namespace, int count) {
    return IntStream.range(0, count).mapToObj(i -> namespace + ":" + i).toList();
  }
}
