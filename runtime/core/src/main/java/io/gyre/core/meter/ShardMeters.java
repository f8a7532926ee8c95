package io.gyre.core.meter;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what happens on one shard. Written by the shard's thread only, so a count costs a plain
 * store; read by any thread.
 */
public final class ShardMeters {
  static final String UNNAMED =
      "unnamed"; // clients' names are not made labels: they are theirs to choose

  private static final int ACCEPTED = 0;
  private static final int OPEN = 1;
  private static final int FILTERED = 2;

  private final Map<String, TransportMeters> transports = new ConcurrentHashMap<>();
  private final Distribution[] commands = new Distribution[FrameType.count()];
  private final Distribution[] broadcasts = new Distribution[MessageKind.count()];
  private final Distribution recoveredPublications = Distribution.ofNumbers();
  private final Cells subscriptions = new Cells(3);
  private final Cells recoveries = new Cells(4);
  private final Map<ReplyError, Cells> replyErrors = new ConcurrentHashMap<>();
  private final Map<Integer, Cells> disconnects = new ConcurrentHashMap<>();
  private final Map<Integer, Cells> unsubscribes = new ConcurrentHashMap<>();

  private record ReplyError(FrameType method, int code) {}

  ShardMeters() {
    for (int i = 0; i < commands.length; i++) {
      commands[i] = Distribution.ofCalls();
    }
    for (int i = 0; i < broadcasts.length; i++) {
      broadcasts[i] = Distribution.ofBroadcasts();
    }
  }

  /** The meters of a transport on this shard; keep them, the look-up is not for each message. */
  public TransportMeters transport(String name) {
    return transports.computeIfAbsent(name, TransportMeters::new);
  }

  /** A command of a client was answered after so many nanoseconds. */
  public void command(FrameType method, long nanos) {
    commands[method.index()].record(nanos);
  }

  /** A command of a client was answered with an error. */
  public void replyError(FrameType method, int code) {
    replyErrors.computeIfAbsent(new ReplyError(method, code), absent -> new Cells(1)).add(0, 1);
  }

  /** The server ended a connection. */
  public void disconnected(int code) {
    disconnects.computeIfAbsent(code, absent -> new Cells(1)).add(0, 1);
  }

  /** A subscription began. */
  public void subscribed() {
    subscriptions.add(ACCEPTED, 1);
    subscriptions.add(OPEN, 1);
  }

  /** A subscription ended, whoever ended it. */
  public void unsubscribed() {
    subscriptions.add(OPEN, -1);
  }

  /** The server told a client that a subscription ended. */
  public void unsubscribedByServer(int code) {
    unsubscribes.computeIfAbsent(code, absent -> new Cells(1)).add(0, 1);
  }

  /** A subscription asked to recover; publications is how many came back. */
  public void recovery(boolean recovered, int publications) {
    recoveries.add((recovered ? 2 : 0) + (publications > 0 ? 1 : 0), 1);
    if (recovered) {
      recoveredPublications.record(publications);
    }
  }

  /** A message was handed to the subscribers of its channel in so many nanoseconds. */
  public void broadcast(MessageKind kind, long nanos) {
    broadcasts[kind.index()].record(nanos);
  }

  /** Publications were withheld from subscribers by their tags filters. */
  public void filtered(int publications) {
    subscriptions.add(FILTERED, publications);
  }

  void visit(MeterVisitor visitor) {
    transports.values().forEach(transport -> transport.visit(visitor));
    visitSubscriptions(visitor);
    visitRecoveries(visitor);
    for (int i = 0; i < commands.length; i++) {
      if (FrameType.at(i).isCommand()) {
        visitor.distribution(
            "client_command_duration_seconds",
            commands[i],
            "method",
            FrameType.at(i).label(),
            "channel_namespace",
            "");
      }
    }
    for (MessageKind kind : MessageKind.values()) {
      visitor.distribution(
          "node_broadcast_duration_seconds",
          broadcasts[kind.index()],
          "type",
          kind.label(),
          "channel_namespace",
          "");
    }
    visitCodes(visitor);
  }

  private void visitSubscriptions(MeterVisitor visitor) {
    String[] labels = {"client_name", UNNAMED, "channel_namespace", ""};
    visitor.count("client_subscriptions_accepted", subscriptions.get(ACCEPTED), labels);
    visitor.level("client_subscriptions_inflight", subscriptions.get(OPEN), labels);
    visitor.count(
        "node_tags_filter_dropped_publications",
        subscriptions.get(FILTERED),
        "channel_namespace",
        "");
  }

  private void visitRecoveries(MeterVisitor visitor) {
    for (int i = 0; i < 4; i++) {
      visitor.count(
          "client_recover",
          recoveries.get(i),
          "recovered",
          i >= 2 ? "yes" : "no",
          "channel_namespace",
          "",
          "has_recovered_publications",
          i % 2 == 1 ? "yes" : "no");
    }
    visitor.distribution(
        "client_recovered_publications", recoveredPublications, "channel_namespace", "");
  }

  private void visitCodes(MeterVisitor visitor) {
    replyErrors.forEach((error, count) ->
        visitor.count(
            "client_num_reply_errors",
            count.get(0),
            "method",
            error.method().label(),
            "code",
            Integer.toString(error.code()),
            "channel_namespace",
            ""));
    disconnects.forEach((code, count) ->
        visitor.count(
            "client_num_server_disconnects", count.get(0), "code", Integer.toString(code)));
    unsubscribes.forEach((code, count) ->
        visitor.count(
            "client_num_server_unsubscribes",
            count.get(0),
            "code",
            Integer.toString(code),
            "channel_namespace",
            ""));
  }
}
