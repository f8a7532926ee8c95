package io.gyre.core.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.Connection;
import io.gyre.spi.transport.ConnectionInfo;
import io.gyre.spi.transport.Encoding;
import io.gyre.spi.transport.Frame;
import io.gyre.spi.transport.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client that keeps its positions over reconnects as an SDK does, and complains when a
 * publication is lost, repeated or out of order. The data of publication n of a channel is the
 * number n.
 */
final class SimulatedClient {
  private static final Pattern PUSH =
      Pattern.compile("\\{\"push\":\\{\"channel\":\"([^\"]+)\",\"pub\":(.*)\\}\\}");
  private static final Pattern PUBLICATION =
      Pattern.compile("\"data\":(\\d+)(?:,\"info\":\\{[^}]*\\})?(?:,\"offset\":(\\d+))?");
  private static final Pattern REPLY = Pattern.compile("\\{\"id\":(\\d+),\"(\\w+)\":(.*)\\}");
  private static final Pattern SERVER_SIDE =
      Pattern.compile("\"(s:\\d+)\":(\\{(?:[^{}]|\\{(?:[^{}]|\\{[^{}]*\\})*\\})*\\})");
  private static final Pattern EPOCH = Pattern.compile("\"epoch\":\"([^\"]+)\"");
  private static final Pattern OFFSET = Pattern.compile("\"offset\":(\\d+)");

  private final SimulatedNode node;
  private final Consumer<String> complain;
  private final String token;
  private final Map<String, Position> positions = new TreeMap<>();
  private final Map<Long, String> asked = new HashMap<>();
  private @Nullable Session session;
  private @Nullable Wire current;
  private boolean open;
  private boolean connected;
  private long commandId;

  /** Where the client is in a channel, and whether it is subscribed now. */
  private static final class Position {
    long offset;
    String epoch = "";
    boolean known;
    boolean subscribed;
    boolean asked;
  }

  SimulatedClient(SimulatedNode node, String token, Consumer<String> complain) {
    this.node = node;
    this.token = token;
    this.complain = complain;
  }

  boolean isConnected() {
    return connected;
  }

  boolean isOpen() {
    return open;
  }

  /** Opens a connection and connects, recovering its server-side subscriptions. */
  void connect() {
    open = true;
    var info = new ConnectionInfo("sim", Encoding.JSON, false, false, false, "sim", Map.of());
    Wire wire = new Wire();
    Session opened = node.node().open(wire, info);
    session = opened;
    wire.current = true;
    current = wire;
    StringBuilder subs = new StringBuilder();
    if (!token.isEmpty()) {
      for (String channel : token.split(",", -1)) {
        Position at = positions.get(channel);
        if (at != null && at.known) {
          subs.append(subs.isEmpty() ? "" : ",")
              .append(
                  "\"%s\":{\"recover\":true,\"offset\":%d,\"epoch\":\"%s\"}"
                      .formatted(channel, at.offset, at.epoch));
        }
      }
    }
    send("\"connect\":{\"token\":\"" + token + "\",\"subs\":{" + subs + "}}");
  }

  /** Loses the connection. */
  void drop() {
    Session lost = session;
    if (lost != null) {
      node.onShard(lost.shard(), lost::closed);
    }
    lose();
  }

  private void lose() {
    if (current != null) {
      current.current = false;
    }
    session = null;
    open = false;
    connected = false;
    asked.clear();
    positions
        .values()
        .forEach(position -> {
          position.subscribed = false;
          position.asked = false;
        });
  }

  /** Subscribes, recovering if it was there before. */
  void subscribe(String channel) {
    Position at = positions.computeIfAbsent(channel, _ -> new Position());
    if (!at.subscribed && !at.asked) {
      at.asked = true;
      asked.put(commandId + 1, channel);
      String recover =
          at.known
              ? ",\"recover\":true,\"offset\":%d,\"epoch\":\"%s\"".formatted(at.offset, at.epoch)
              : "";
      send("\"subscribe\":{\"channel\":\"" + channel + "\"" + recover + "}");
    }
  }

  /** Unsubscribes; what it missed meanwhile is recovered by the next subscribe. */
  void unsubscribe(String channel) {
    Position at = positions.get(channel);
    if (at != null && at.subscribed) {
      at.subscribed = false;
      asked.put(commandId + 1, channel);
      at.asked = true;
      send("\"unsubscribe\":{\"channel\":\"" + channel + "\"}");
    }
  }

  private void send(String command) {
    Session to = session;
    if (to != null) {
      byte[] frame = ("{\"id\":" + ++commandId + "," + command + "}").getBytes(UTF_8);
      node.onShard(to.shard(), () -> to.receive(frame));
    }
  }

  /** Complains unless it stands at the top of every channel it is subscribed to. */
  void checkAtTop(Map<String, Long> tops) {
    positions.forEach((channel, at) -> {
      long top = tops.getOrDefault(channel, 0L);
      if (channel.startsWith("s:") && at.subscribed && at.offset != top) {
        complain.accept("lost in " + channel + ": at " + at.offset + " of " + top);
      }
      if (at.asked) {
        complain.accept("no answer in " + channel);
      }
    });
    if (open && !connected) {
      complain.accept("no answer to connect");
    }
  }

  private void take(String message) {
    if (message.equals("{}")) {
      return;
    }
    Matcher push = PUSH.matcher(message);
    if (push.matches()) {
      publication(push.group(1), push.group(2));
      return;
    }
    Matcher reply = REPLY.matcher(message);
    if (!reply.matches()) {
      if (!message.contains("\"join\"") && !message.contains("\"leave\"")) {
        complain.accept("unexpected: " + message);
      }
      return;
    }
    String channel = asked.remove(Long.parseLong(reply.group(1)));
    switch (reply.group(2)) {
      case "connect" -> connected(reply.group(3));
      case "subscribe" -> subscribed(channel == null ? "" : channel, reply.group(3));
      case "unsubscribe" -> position(channel == null ? "" : channel).asked = false;
      default -> complain.accept("unexpected: " + message);
    }
  }

  private Position position(String channel) {
    return positions.computeIfAbsent(channel, _ -> new Position());
  }

  private void connected(String result) {
    connected = true;
    Matcher subscription = SERVER_SIDE.matcher(result);
    while (subscription.find()) {
      subscribed(subscription.group(1), subscription.group(2));
    }
  }

  private void subscribed(String channel, String result) {
    Position at = position(channel);
    at.asked = false;
    at.subscribed = true;
    if (!channel.startsWith("s:")) {
      return;
    }
    if (at.known && !result.contains("\"recovered\":true")) {
      complain.accept("not recovered in " + channel + ": " + result);
    }
    if (!at.known) {
      Matcher offset = OFFSET.matcher(result);
      at.offset = offset.find() ? Long.parseLong(offset.group(1)) : 0;
    }
    at.known = true;
    Matcher epoch = EPOCH.matcher(result);
    at.epoch = epoch.find() ? epoch.group(1) : "";
    int list = result.indexOf("\"publications\":[");
    if (list >= 0) {
      Matcher publication = PUBLICATION.matcher(result.substring(list));
      while (publication.find()) {
        next(channel, publication);
      }
    }
  }

  private void publication(String channel, String text) {
    Position at = position(channel);
    if (!at.subscribed) {
      if (!at.asked) {
        complain.accept("publication without subscription in " + channel);
      }
      return; // an unsubscribe is on its way: the client does not look any more
    }
    Matcher publication = PUBLICATION.matcher(text);
    if (publication.find()) {
      next(channel, publication);
    }
  }

  private void next(String channel, Matcher publication) {
    Position at = position(channel);
    long number = Long.parseLong(publication.group(1));
    if (channel.startsWith("s:")) {
      if (number != at.offset + 1 || number != Long.parseLong(publication.group(2))) {
        complain.accept(
            "in %s after %d came %s".formatted(channel, at.offset, publication.group()));
      }
    } else if (number <= at.offset) {
      complain.accept("in %s after %d came %d".formatted(channel, at.offset, number));
    }
    at.offset = number;
  }

  private final class Wire implements Connection {
    private boolean current;
    private final List<String> seen = new ArrayList<>();

    @Override
    public int send(Frame frame) {
      if (current) {
        for (String message : new String(frame.payload(), UTF_8).split("\n", -1)) {
          seen.add(message);
          take(message);
        }
      }
      return 0;
    }

    @Override
    public void close(Disconnect disconnect) {
      if (current && disconnect.code() != 3000) {
        complain.accept("closed: " + disconnect + " after " + seen);
        lose();
      }
    }

    @Override
    public void readable(boolean wanted) {
      // a simulated peer sends little
    }
  }
}
