package io.gyre.core.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gyre.core.recovery.FossilDelta;
import io.gyre.core.simulation.ClientWire.Wish;
import io.gyre.protocol.ConnectResult;
import io.gyre.protocol.Publication;
import io.gyre.protocol.Reply;
import io.gyre.protocol.ReplyReader;
import io.gyre.protocol.SubscribePush;
import io.gyre.protocol.SubscribeResult;
import io.gyre.protocol.UnsubscribePush;
import io.gyre.protocol.UnsubscribeResult;
import io.gyre.spi.channel.StreamPosition;
import io.gyre.spi.error.Disconnect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client that takes over streams the way its cell says, keeps its positions over reconnects as an
 * SDK does, and complains when a publication is lost, repeated, out of order or not what was
 * published.
 */
final class HandoffClient {
  private final SimulatedNode node;
  private final Cell cell;
  private final PublishedLog log;
  private final Consumer<String> complain;
  private final ClientWire wire;
  private final Map<String, Track> tracks = new TreeMap<>();
  private final Map<Long, String> asked = new HashMap<>();
  private @Nullable ClientLine line;
  private String clientId = "";
  private long commandId;

  /** Where the client is in a channel. */
  private static final class Track {
    long offset;
    String epoch = "";
    boolean known;
    boolean subscribed;
    boolean asked;
    boolean deltas;
    byte[] previous = new byte[0];
  }

  HandoffClient(SimulatedNode node, Cell cell, PublishedLog log, Consumer<String> complain) {
    this.node = node;
    this.cell = cell;
    this.log = log;
    this.complain = problem -> complain.accept(cell + ": " + problem);
    this.wire = new ClientWire(cell.encoding());
    cell.channels().forEach(channel -> tracks.put(channel, new Track()));
  }

  boolean isOpen() {
    return line != null;
  }

  boolean isConnected() {
    return !clientId.isEmpty();
  }

  /** Opens a connection and connects, in one frame with its subscriptions where batched. */
  void connect() {
    line = ClientLine.open(node, cell.encoding(), this::hear, this::closed);
    boolean byToken = cell.way() == Cell.Way.CONNECT;
    List<Wish> wishes = new ArrayList<>();
    List<byte[]> commands = new ArrayList<>();
    if (byToken) {
      tracks.forEach((channel, track) -> {
        track.asked = true;
        wishes.add(wish(channel, track));
      });
    }
    String token = byToken ? String.join(",", tracks.keySet()) : "";
    commands.add(wire.connect(++commandId, token, wishes));
    if (cell.way() == Cell.Way.CLIENT && cell.batched()) {
      tracks.keySet().forEach(channel -> commands.add(subscribeCommand(channel)));
    }
    send(commands);
  }

  private Wish wish(String channel, Track track) {
    return new Wish(channel, track.known, track.offset, track.epoch, cell.delta(), cell.filters());
  }

  private byte[] subscribeCommand(String channel) {
    Track track = track(channel);
    track.asked = true;
    asked.put(++commandId, channel);
    return wire.subscribe(commandId, wish(channel, track));
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
    clientId = "";
    asked.clear();
    tracks
        .values()
        .forEach(track -> {
          track.subscribed = false;
          track.asked = false;
        });
  }

  /** Has one channel, or both in one go where batched, subscribed to, if they are not. */
  void subscribe(int choice) {
    List<String> wanted = chosen(choice).stream().filter(this::isIdle).toList();
    switch (cell.way()) {
      case CLIENT -> send(wanted.stream().map(this::subscribeCommand).toList());
      case API -> wanted.forEach(this::subscribeByApi);
      case CONNECT -> {
        // comes with the connection
      }
    }
  }

  private boolean isIdle(String channel) {
    return !track(channel).subscribed && !track(channel).asked;
  }

  private void subscribeByApi(String channel) {
    Track track = track(channel);
    track.asked = true;
    StreamPosition since = track.known ? new StreamPosition(track.offset, track.epoch) : null;
    node.subscribeByApi(clientId, channel, since);
  }

  /** Has one channel or both unsubscribed; what is missed meanwhile is recovered later. */
  void unsubscribe(int choice) {
    List<String> wanted =
        chosen(choice).stream().filter(channel -> track(channel).subscribed).toList();
    switch (cell.way()) {
      case CLIENT -> send(wanted.stream().map(this::unsubscribeCommand).toList());
      case API ->
          wanted.forEach(channel -> {
            leaving(channel);
            node.unsubscribeByApi(clientId, channel);
          });
      case CONNECT -> {
        // goes with the connection
      }
    }
  }

  private byte[] unsubscribeCommand(String channel) {
    leaving(channel);
    asked.put(++commandId, channel);
    return wire.unsubscribe(commandId, channel);
  }

  private void leaving(String channel) {
    track(channel).subscribed = false;
    track(channel).asked = true;
  }

  private List<String> chosen(int choice) {
    return cell.batched() ? cell.channels() : List.of(cell.channels().get(choice));
  }

  private void send(List<byte[]> commands) {
    if (line != null && !commands.isEmpty()) {
      line.say(wire.frame(commands));
    }
  }

  /** Complains unless everything that was published and passes has arrived where subscribed. */
  void checkComplete() {
    tracks.forEach((channel, track) -> {
      long missing = log.after(channel, track.offset, cell.filters());
      if (track.subscribed && missing != 0) {
        complain.accept("lost in " + channel + ": at " + track.offset + ", not " + missing);
      }
      if (track.asked) {
        complain.accept("no answer in " + channel);
      }
    });
    if (isOpen() && !isConnected()) {
      complain.accept("no answer to connect");
    }
  }

  private Track track(String channel) {
    return tracks.computeIfAbsent(channel, _ -> new Track());
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
      case Reply.Pushed(String channel, SubscribePush push) -> byServer(channel, push);
      case Reply.Pushed(String channel, UnsubscribePush(int code, String _)) when code == 2000 ->
          track(channel).asked = false;
      case Reply.Answer(long _, ConnectResult result) -> {
        clientId = result.client();
        result.subs().forEach(this::subscribed);
      }
      case Reply.Answer(long id, SubscribeResult result) ->
          subscribed(asked.getOrDefault(id, ""), result);
      case Reply.Answer(long id, UnsubscribeResult _) ->
          track(asked.getOrDefault(id, "")).asked = false;
      default -> complain.accept("unexpected: " + reply);
    }
  }

  private void byServer(String channel, SubscribePush push) {
    Track track = track(channel);
    boolean recovers = track.known && !cell.cached();
    if (recovers ? push.offset() != track.offset : push.offset() < track.offset) {
      complain.accept("not recovered in " + channel + " from " + track.offset + ": " + push);
    }
    begin(track, push.epoch(), false);
    track.offset = push.offset();
  }

  private void begin(Track track, String epoch, boolean deltas) {
    track.asked = false;
    track.subscribed = true;
    track.known = true;
    track.epoch = epoch;
    track.deltas = deltas;
    track.previous = new byte[0];
  }

  private void subscribed(String channel, SubscribeResult result) {
    Track track = track(channel);
    if (track.known && !cell.cached() && !result.recovered()) {
      complain.accept("not recovered in " + channel + " from " + track.offset + ": " + result);
    }
    if (result.delta() != cell.getsDeltas()) {
      complain.accept("deltas are " + result.delta() + " in " + channel);
    }
    begin(track, result.epoch(), result.delta());
    if (!result.recovered()) {
      track.offset = result.offset();
    } else if (cell.cached() && !result.publications().isEmpty()) {
      jump(channel, track, result.publications());
    }
    boolean stale = cell.filters() && result.recovered() && result.publications().isEmpty();
    if (stale && !cell.cached()) {
      track.offset = Math.max(track.offset, result.offset()); // all that was missed is hidden
    }
    result.publications().forEach(publication -> next(channel, publication));
  }

  /** The latest publication only: what was before it is not missed. */
  private void jump(String channel, Track track, List<Publication> publications) {
    long latest = publications.getFirst().offset();
    if (publications.size() > 1 || latest < track.offset) {
      complain.accept("in " + channel + " at " + track.offset + " recovered " + latest);
    }
    track.offset = latest - 1;
  }

  private void pushed(String channel, Publication publication) {
    Track track = track(channel);
    if (track.subscribed) {
      next(channel, publication);
    } else if (!track.asked) {
      complain.accept("publication without subscription in " + channel);
    }
  }

  private void next(String channel, Publication publication) {
    Track track = track(channel);
    long due = log.after(channel, track.offset, cell.filters());
    if (publication.offset() != due) {
      complain.accept("in " + channel + " after " + track.offset + " came " + publication.offset());
    }
    byte[] payload = wire.payload(publication.data(), track.deltas);
    byte[] data = publication.delta() ? FossilDelta.apply(track.previous, payload) : payload;
    if (!Arrays.equals(data, log.data(channel, publication.offset()))) {
      complain.accept("in " + channel + " changed: " + new String(data, UTF_8));
    }
    if (publication.delta()) {
      node.deltaSeen();
    }
    track.previous = data;
    track.offset = publication.offset();
  }
}
