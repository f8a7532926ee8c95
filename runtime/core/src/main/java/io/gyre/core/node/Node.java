package io.gyre.core.node;

import io.gyre.core.channel.Glob;
import io.gyre.core.channel.Namespace;
import io.gyre.core.errors.ClientErrors;
import io.gyre.core.errors.Disconnects;
import io.gyre.core.errors.Unsubscribe;
import io.gyre.core.hub.Hub;
import io.gyre.core.hub.Shard;
import io.gyre.core.session.ClientSession;
import io.gyre.core.session.CommandDispatcher;
import io.gyre.core.session.Environment;
import io.gyre.core.session.PublishRequest;
import io.gyre.core.session.Publishing;
import io.gyre.core.session.Settings;
import io.gyre.core.session.Streams;
import io.gyre.spi.channel.ClientInfo;
import io.gyre.spi.channel.HistoryPage;
import io.gyre.spi.channel.HistoryQuery;
import io.gyre.spi.channel.PresenceStats;
import io.gyre.spi.channel.PublishResult;
import io.gyre.spi.channel.StreamPosition;
import io.gyre.spi.error.ClientErrorException;
import io.gyre.spi.error.Disconnect;
import io.gyre.spi.error.DisconnectException;
import io.gyre.spi.transport.ClientGateway;
import io.gyre.spi.transport.Connection;
import io.gyre.spi.transport.ConnectionInfo;
import io.gyre.spi.transport.Session;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One server among its peers, as its front doors see it: transports open sessions here, the API and
 * consumers publish, ask and command. Thread-safe. What the API calls may block and comes from
 * virtual threads; it says no with a {@link ClientErrorException}.
 */
public final class Node implements ClientGateway {
  private static final int DRAIN_BATCH = 256;

  /** Publications or clients that an event thread reads in between; more take a thread. */
  private static final int LIGHT_LIST_MAX = 128;

  private final Environment environment;
  private final CommandDispatcher dispatcher;
  private final Publishing publishing;
  private final ShardTasks shards;
  private final Peers peers;
  private final RandomGenerator random;
  private final long startedMillis;
  private volatile boolean draining;

  /** Puts a node together; {@code random} spreads sessions over shards and must be thread-safe. */
  public Node(Environment environment, Peers peers, RandomGenerator random) {
    this.environment = environment;
    this.dispatcher = new CommandDispatcher(environment);
    this.publishing = new Publishing(environment);
    this.shards = new ShardTasks(environment.hub().shards());
    this.peers = peers;
    this.random = random;
    this.startedMillis = environment.clock().millis();
  }

  // --- transports

  @Override
  public Session open(Connection connection, ConnectionInfo info) {
    if (draining) {
      throw new DisconnectException(Disconnects.SHUTDOWN);
    }
    Shard shard = environment.hub().pick(random);
    ClientSession session = new ClientSession(environment, dispatcher, shard, connection, info);
    shard.execute(session::start);
    return session;
  }

  @Override
  public boolean emulate(String nodeId, String sessionId, byte[] frame) {
    if (!nodeId.equals(environment.node().id())) {
      return peers.emulate(nodeId, sessionId, frame);
    }
    environment.registry().byId(sessionId).ifPresent(session -> session.receive(frame));
    return true;
  }

  // --- channels

  /**
   * Publishes as the channel's namespace says, waiting while the subscribers' shards are behind.
   */
  public PublishResult publish(String channel, PublishRequest request) {
    environment.hub().awaitRoom(channel);
    return publishing.publish(channel, request);
  }

  /**
   * Whether publishing into this channel now neither blocks nor gives the calling shard, if it is
   * one, many subscribers to serve.
   */
  public boolean publishesLightly(String channel) {
    return !environment.engines().broker().mayBlock() && environment.hub().isLight(channel);
  }

  /** Whether {@link #presenceStats} does not block. */
  public boolean countsLightly() {
    return !environment.engines().presence().mayBlock();
  }

  /** Whether {@link #history} of so many publications neither blocks nor takes long. */
  public boolean readsLightly(int limit) {
    return limit >= 0 && limit <= LIGHT_LIST_MAX && !environment.engines().broker().mayBlock();
  }

  /** Whether {@link #presence} of a channel neither blocks nor takes long. */
  public boolean listsLightly(String channel) {
    return countsLightly()
        && environment.engines().presence().stats(channel).clients() <= LIGHT_LIST_MAX;
  }

  /**
   * Reads a channel's history.
   *
   * @param since start behind this position, or null for the beginning
   * @param limit 0 for the position only, -1 for all
   */
  public HistoryPage history(
      String channel, @Nullable StreamPosition since, int limit, boolean reverse) {
    Namespace namespace = withHistory(channel);
    environment.meters().action("history");
    var metaTtl = Streams.metaTtl(settings(), namespace);
    HistoryQuery query = new HistoryQuery(since, limit, reverse, metaTtl);
    if (Streams.isBeforeTheFirst(query)) {
      throw new ClientErrorException(ClientErrors.INTERNAL); // which the original tells back ends
    }
    HistoryPage page = environment.engines().broker().history(channel, query);
    if (since != null && !since.epoch().isEmpty() && !since.epoch().equals(page.top().epoch())) {
      throw new ClientErrorException(ClientErrors.UNRECOVERABLE_POSITION);
    }
    return page;
  }

  /** Forgets a channel's publications; its position stays. */
  public void removeHistory(String channel) {
    withHistory(channel);
    environment.meters().action("history_remove");
    environment.engines().broker().removeHistory(channel);
  }

  /** Everyone in a channel. */
  public Collection<ClientInfo> presence(String channel) {
    withPresence(channel);
    environment.meters().action("presence");
    return environment.engines().presence().presence(channel);
  }

  /** How many are in a channel. */
  public PresenceStats presenceStats(String channel) {
    withPresence(channel);
    environment.meters().action("presence_stats");
    return environment.engines().presence().stats(channel);
  }

  private Settings settings() {
    return environment.settings().get();
  }

  private Namespace namespace(String channel) {
    return settings()
        .namespaces()
        .of(channel)
        .orElseThrow(() -> new ClientErrorException(ClientErrors.UNKNOWN_CHANNEL));
  }

  private Namespace withHistory(String channel) {
    Namespace namespace = namespace(channel);
    if (!namespace.keepsHistory()) {
      throw new ClientErrorException(ClientErrors.NOT_AVAILABLE);
    }
    return namespace;
  }

  private void withPresence(String channel) {
    if (!namespace(channel).options().presence()) {
      throw new ClientErrorException(ClientErrors.NOT_AVAILABLE);
    }
  }

  // --- connections

  /** Subscribes connections. */
  public void subscribe(Target target, String channel, ServerSubscribe subscribe) {
    namespace(channel);
    onEach(
        target,
        session ->
            dispatcher
                .subscribing()
                .byApi(session, channel, subscribe.options(), subscribe.recoverSince()));
  }

  /** Unsubscribes connections. */
  public void unsubscribe(Target target, String channel, int code, String reason) {
    if (!channel.isEmpty()) {
      namespace(channel);
    }
    var why = new Unsubscribe(code, reason);
    onEach(target, session -> dispatcher.subscribing().endByApi(session, channel, why));
  }

  /** Ends connections, but for the clients in the white list. */
  public void disconnect(Target target, Collection<String> whitelist, Disconnect disconnect) {
    onEach(
        target,
        session -> {
          if (!whitelist.contains(session.clientId())) {
            session.close(disconnect);
          }
        });
  }

  /** Prolongs or expires connections; {@code expireAt} null means that they expire no more. */
  public void refresh(Target target, boolean expired, @Nullable Instant expireAt, byte[] info) {
    onEach(target, session -> dispatcher.refresh().byServer(session, expired, expireAt, info));
  }

  private void onEach(Target target, Consumer<ClientSession> action) {
    shards.onEach(shard -> {
      environment
          .registry()
          .forEachOfUser(
              shard,
              target.user(),
              session -> {
                if (matches(target, session)) {
                  action.accept(session);
                }
              });
      return shard;
    });
  }

  private static boolean matches(Target target, ClientSession session) {
    return (target.client().isEmpty() || target.client().equals(session.clientId()))
        && (target.session().isEmpty() || target.session().equals(session.id()));
  }

  // --- the node itself

  /** The channels with subscribers whose name matches a glob, empty for all, and their numbers. */
  public Map<String, Integer> channels(String pattern) {
    Glob glob = pattern.isEmpty() ? Glob.compile("*") : Glob.compile(pattern);
    Hub hub = environment.hub();
    Map<String, Integer> all = new TreeMap<>();
    shards
        .onEach(shard -> {
          Map<String, Integer> found = new TreeMap<>();
          hub.forEachChannel(
              shard,
              (channel, count) -> {
                if (glob.matches(channel)) {
                  found.put(channel, count);
                }
              });
          return found;
        })
        .forEach(
            found -> found.forEach((channel, count) -> all.merge(channel, count, Integer::sum)));
    return all;
  }

  /** How many nodes there are, this one included, as far as it knows. */
  public int nodes() {
    return 1 + peers.count();
  }

  /** This node in numbers. */
  public NodeStats stats() {
    return new NodeStats(
        environment.node().id(),
        environment.node().name(),
        environment.node().version(),
        environment.registry().clients(),
        environment.registry().users(),
        environment.hub().channels(),
        environment.hub().subscriptions(),
        (environment.clock().millis() - startedMillis) / 1000);
  }

  private boolean drainSome(Shard shard) {
    return environment
        .registry()
        .forSome(shard, DRAIN_BATCH, session -> session.close(Disconnects.SHUTDOWN));
  }

  /** Takes no more clients and sends those that are here to another node. */
  public void drain() {
    draining = true;
    boolean more = true;
    while (more) { // in turns, so that what is said meanwhile still goes out
      more = shards.onEach(this::drainSome).contains(true);
    }
  }
}
