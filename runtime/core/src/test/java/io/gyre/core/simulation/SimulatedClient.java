package io.gyre.core.simulation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gyre.core.simulation.ClientWire.Wish;
import io.gyre.protocol.ConnectResult;
import io.gyre.protocol.JoinPush;
import io.gyre.protocol.LeavePush;
import io.gyre.protocol.Publication;
import io.gyre.protocol.Reply;
import io.gyre.protocol.ReplyReader;
import io.gyre.protocol.SubscribeResult;
import io.gyre.protocol.UnsubscribeResult;
import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.Encoding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client that keeps its positions over reconnects as an SDK does, and complains when a
 * publication is lost, repeated or out of order. The data of publication n of a channel is the
 * number n.
 */
final class SimulatedClient {
  private final ClientWire wire = new ClientWire(Encoding.JSON);
  private final SimulatedNode node;
  private final Consumer<String> complain;
  private final List<String> serverSide;
  private final Map<String, Position> positions = new TreeMap<>();
  private final Map<Long, String> asked = new HashMap<>();
  private @Nullable ClientLine line;
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

  SimulatedClient(SimulatedNode node, List<String> serverSide, Consumer<String> complain) {
    this.node = node;
    this.serverSide = serverSide;
    this.complain = complain;
  }

  boolean isConnected() {
    return connected;
  }

  boolean isOpen() {
    return line != null;
  }

  /** Opens a connection and connects, recovering its server-side subscriptions. */
  void connect() {
    line = ClientLine.open(node, Encoding.JSON, this::hear, this::closed);
    List<Wish> wishes = new ArrayList<>();
    for (String channel : serverSide) {
      if (position(channel).known) {
        wishes.add(wish(channel));
      }
    }
    say(wire.connect(++commandId, String.join(",", serverSide), wishes));
  }

  private Wish wish(String channel) {
    Position at = position(channel);
    return new Wish(channel, at.known, at.offset, at.epoch, false, false);
  }

  /** Loses the connection. */
  void drop() {
    if (line != null) {
      line.drop();
    }
    lose();
  }

  private void closed(Disconnect disconnect) {
    complain.accept("closed: " + disconnect);
    lose();
  }

  private void lose() {
    line = null;
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
    Position at = position(channel);
    if (!at.subscribed && !at.asked) {
      at.asked = true;
      asked.put(++commandId, channel);
      say(wire.subscribe(commandId, wish(channel)));
    }
  }

  /** Unsubscribes; what it missed meanwhile is recovered by the next subscribe. */
  void unsubscribe(String channel) {
    Position at = position(channel);
    if (at.subscribed) {
      at.subscribed = false;
      at.asked = true;
      asked.put(++commandId, channel);
      say(wire.unsubscribe(commandId, channel));
    }
  }

  private void say(byte[] command) {
    if (line != null) {
      line.say(command);
    }
  }

  /** Complains unless it stands at the top of every channel it is subscribed to. */
  void checkAtTop(Map<String, Long> tops) {
    positions.forEach((channel, at) -> {
      long top = tops.getOrDefault(channel, 0L);
      if (isStream(channel) && at.subscribed && at.offset != top) {
        complain.accept("lost in " + channel + ": at " + at.offset + " of " + top);
      }
      if (at.asked) {
        complain.accept("no answer in " + channel);
      }
    });
    if (isOpen() && !connected) {
      complain.accept("no answer to connect");
    }
  }

  private void hear(byte[] frame) {
    ReplyReader replies = wire.read(frame);
    while (replies.next()) {
      take(replies.read());
    }
  }

  private void take(Reply reply) {
    switch (reply) {
      case Reply.Ping _ -> {
        // nobody looks whether it is answered
      }
      case Reply.Pushed(String channel, Publication publication) -> pushed(channel, publication);
      case Reply.Pushed(String _, JoinPush _) -> {
        // who is there is not what is tested
      }
      case Reply.Pushed(String _, LeavePush _) -> {
        // neither
      }
      case Reply.Answer(long _, ConnectResult result) -> {
        connected = true;
        result.subs().forEach(this::subscribed);
      }
      case Reply.Answer(long id, SubscribeResult result) -> subscribed(answered(id), result);
      case Reply.Answer(long id, UnsubscribeResult _) -> position(answered(id)).asked = false;
      default -> complain.accept("unexpected: " + reply);
    }
  }

  private String answered(long id) {
    String channel = asked.remove(id);
    return channel == null ? "" : channel;
  }

  private Position position(String channel) {
    return positions.computeIfAbsent(channel, _ -> new Position());
  }

  private static boolean isStream(String channel) {
    return channel.startsWith("s:");
  }

  private void subscribed(String channel, SubscribeResult result) {
    Position at = position(channel);
    at.asked = false;
    at.subscribed = true;
    if (!isStream(channel)) {
      return;
    }
    if (!at.known) {
      at.offset = result.offset();
    } else if (!result.recovered()) {
      complain.accept("not recovered in " + channel + ": " + result);
    }
    at.known = true;
    at.epoch = result.epoch();
    result.publications().forEach(publication -> next(channel, publication));
  }

  private void pushed(String channel, Publication publication) {
    Position at = position(channel);
    if (at.subscribed) {
      next(channel, publication);
    } else if (!at.asked) { // asked: an unsubscribe is on its way, and the client does not look
      complain.accept("publication without subscription in " + channel);
    }
  }

  private void next(String channel, Publication publication) {
    Position at = position(channel);
    long number = Long.parseLong(new String(publication.data(), US_ASCII));
    boolean due =
        isStream(channel)
            ? number == at.offset + 1 && number == publication.offset()
            : number > at.offset;
    if (!due) {
      complain.accept("in " + channel + " after " + at.offset + " came " + number);
    }
    at.offset = number;
  }
}
