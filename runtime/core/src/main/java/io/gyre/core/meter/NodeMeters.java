package io.gyre.core.meter;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Counts what happens in a node, and holds the meters of its shards. Thread-safe but for what
 * {@link ShardMeters} says about its own.
 */
public final class NodeMeters {
  private final List<ShardMeters> shards = new CopyOnWriteArrayList<>();
  private final LongAdder[] sent = adders();
  private final LongAdder[] received = adders();
  private final Map<String, LongAdder> actions = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> suppressed = new ConcurrentHashMap<>();
  private final Map<String, Distribution> surveys = new ConcurrentHashMap<>();
  private final Map<String, LongSupplier> levels = new ConcurrentHashMap<>();
  private final Distribution lag = Distribution.ofLags();
  private final LongAdder refusedConnections = new LongAdder();

  private static LongAdder[] adders() {
    LongAdder[] adders = new LongAdder[MessageKind.count()];
    for (int i = 0; i < adders.length; i++) {
      adders[i] = new LongAdder();
    }
    return adders;
  }

  /** Meters for one more shard. */
  public ShardMeters addShard() {
    ShardMeters shard = new ShardMeters();
    shards.add(shard);
    return shard;
  }

  /** A message was handed to the broker or the controller. */
  public void sent(MessageKind kind) {
    sent[kind.index()].increment();
  }

  /** A message came from the broker or the controller. */
  public void received(MessageKind kind) {
    received[kind.index()].increment();
  }

  /** An operation of the node ran; name is one of a fixed set, such as {@code history}. */
  public void action(String name) {
    actions.computeIfAbsent(name, absent -> new LongAdder()).increment();
  }

  /** The broker dropped a publication; reason is {@code idempotency} or {@code version}. */
  public void suppressed(String reason) {
    suppressed.computeIfAbsent(reason, absent -> new LongAdder()).increment();
  }

  /** All nodes were asked something, which took so many nanoseconds. */
  public void survey(String operation, long nanos) {
    Distribution durations = surveys.computeIfAbsent(operation, absent -> Distribution.ofCalls());
    synchronized (durations) {
      durations.record(nanos);
    }
  }

  /** A publication was so many milliseconds old when it came from another node. */
  public void lag(long millis) {
    synchronized (lag) {
      lag.record(Math.abs(millis) * 1_000_000);
    }
  }

  /** A connection was refused because the node has as many as it may. */
  public void connectionRefused() {
    refusedConnections.increment();
  }

  /**
   * Shows a value that is read whenever the meters are.
   *
   * @param name such as {@code node_num_clients}
   * @param value must not block
   */
  public void level(String name, LongSupplier value) {
    levels.put(name, value);
  }

  /** Tells the visitor every meter. Names lack the prefix that all metrics share. */
  public void visit(MeterVisitor visitor) {
    for (MessageKind kind : MessageKind.values()) {
      String[] labels = {"type", kind.label(), "channel_namespace", ""};
      visitor.count("node_messages_sent_count", sent[kind.index()].sum(), labels);
      visitor.count("node_messages_received_count", received[kind.index()].sum(), labels);
    }
    actions.forEach((name, count) ->
        visitor.count("node_action_count", count.sum(), "action", name, "channel_namespace", ""));
    suppressed.forEach((reason, count) ->
        visitor.count(
            "broker_publish_suppressed_count",
            count.sum(),
            "reason",
            reason,
            "channel_namespace",
            ""));
    surveys.forEach((operation, durations) ->
        visitor.distribution("node_survey_duration_seconds", durations, "op", operation));
    visitor.distribution("node_pub_sub_lag_seconds", lag, "channel_namespace", "");
    visitor.count("node_client_connection_limit", refusedConnections.sum());
    levels.forEach((name, value) -> visitor.level(name, value.getAsLong()));
    shards.forEach(shard -> shard.visit(visitor));
  }
}
