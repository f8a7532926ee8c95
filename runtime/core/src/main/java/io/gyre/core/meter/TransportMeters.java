package io.gyre.core.meter;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Counts what one transport does on one shard. Written by the shard's thread only. */
public final class TransportMeters {
  private static final int ACCEPTED = 0;
  private static final int OPEN = 1;

  private final String transport;
  private final Cells connections = new Cells(2);
  private final Distribution[] sent = sizes();
  private final Distribution[] received = sizes();
  private final Distribution pongs = Distribution.ofCalls();
  private final Map<Integer, Cells> closes = new ConcurrentHashMap<>();

  TransportMeters(String transport) {
    this.transport = transport;
  }

  /** A client connected. */
  public void connected() {
    connections.add(ACCEPTED, 1);
    connections.add(OPEN, 1);
  }

  /** A connected client went. */
  public void disconnected() {
    connections.add(OPEN, -1);
  }

  /** A message went to a client, of so many bytes before framing. */
  public void sent(FrameType type, int bytes) {
    sent[type.index()].record(bytes);
  }

  /** A message came from a client, of so many bytes without framing. */
  public void received(FrameType type, int bytes) {
    received[type.index()].record(bytes);
  }

  /** The server closed a connection with this code. */
  public void closed(int code) {
    closes.computeIfAbsent(code, absent -> new Cells(1)).add(0, 1);
  }

  /** A pong came so many nanoseconds after its ping. */
  public void pong(long nanos) {
    pongs.record(nanos);
  }

  void visit(MeterVisitor visitor) {
    String[] labels = {
      "transport",
      transport,
      "accept_protocol",
      "",
      "client_name",
      ShardMeters.UNNAMED,
      "client_version",
      "unversioned"
    };
    visitor.count("client_connections_accepted", connections.get(ACCEPTED), labels);
    visitor.level("client_connections_inflight", connections.get(OPEN), labels);
    visitor.distribution("client_ping_pong_duration_seconds", pongs, "transport", transport);
    sizes(visitor, "sent", sent);
    sizes(visitor, "received", received);
    for (int i = 0; i < FrameType.count(); i++) {
      String[] frames = {
        "transport", transport, "frame_type", FrameType.at(i).label(), "channel_namespace", ""
      };
      messages(visitor, i, frames);
    }
    closes.forEach((code, count) ->
        visitor.count(
            "transport_outgoing_close_count",
            count.get(0),
            "transport",
            transport,
            "code",
            Integer.toString(code)));
  }

  /**
   * One for each type of frame: the number of values is how many there were, the sum their bytes.
   */
  private static Distribution[] sizes() {
    return Stream.generate(Distribution::ofSizes)
        .limit(FrameType.count())
        .toArray(Distribution[]::new);
  }

  private void sizes(MeterVisitor visitor, String direction, Distribution[] byType) {
    Distribution all = Distribution.ofSizes();
    for (Distribution one : byType) {
      all.add(one);
    }
    visitor.distribution(
        "transport_message_size_bytes", all, "transport", transport, "direction", direction);
  }

  private void messages(MeterVisitor visitor, int type, String[] labels) {
    visitor.count("transport_messages_sent", sent[type].count(), labels);
    visitor.count("transport_messages_sent_size", sent[type].total(), labels);
    visitor.count("transport_messages_received", received[type].count(), labels);
    visitor.count("transport_messages_received_size", received[type].total(), labels);
  }
}
