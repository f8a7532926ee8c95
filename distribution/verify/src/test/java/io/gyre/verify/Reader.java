package io.gyre.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A client that loses its connection, comes back with its positions, and checks what it gets: each
 * channel carries 1, 2, 3 ... as {@code {"n": 1}}, at these offsets. Thread-safe.
 */
final class Reader {
  private static final long PATIENCE_MILLIS = 20_000;

  private final HttpClient http;
  private final URI address;
  private final By by;
  private final Map<String, Object> identity;
  private final Map<String, Stream> streams = new HashMap<>();
  private int generation;
  private int connects;
  private int unrecovered;
  private long longestNanos;

  /** Who subscribes. */
  enum By {
    SERVER,
    CLIENT
  }

  /** What has come in a channel. */
  private static final class Stream {
    String epoch = "";
    long offset;
    long last;
    long lost;
    long doubled;
    long misplaced;

    void take(JsonNode publication) {
      long number = publication.path("data").path("n").asLong();
      if (number <= last) {
        doubled++;
      } else {
        lost += number - last - 1;
        last = number;
      }
      offset = publication.path("offset").asLong();
      misplaced += offset == number ? 0 : 1;
    }
  }

  /**
   * Counts of a reader.
   *
   * @param connects connections that were answered
   * @param received publications, each once
   * @param lost numbers that never came
   * @param doubled numbers that came again or late
   * @param misplaced numbers that came with another's offset
   * @param unrecovered subscriptions that came back without what was missed
   * @param longestNanos the longest way of a publication that was pushed
   */
  record Report(
      int connects,
      long received,
      long lost,
      long doubled,
      long misplaced,
      int unrecovered,
      long longestNanos) {}

  /**
   * A reader of channels.
   *
   * @param identity what it says when it connects: a token, or data
   */
  Reader(HttpClient http, URI address, List<String> channels, By by, Map<String, Object> identity) {
    this.http = http;
    this.address = address;
    this.by = by;
    this.identity = identity;
    channels.forEach(channel -> streams.put(channel, new Stream()));
  }

  /** Connects and subscribes, recovering what was missed; returns when all has been answered. */
  WireClient connect() {
    int mine = begin();
    Map<String, Object> request = new HashMap<>(identity);
    WireClient client = WireClient.open(http, address, push -> take(mine, push));
    switch (by) {
      case SERVER -> {
        request.put("subs", positions());
        client.ask("connect", request, reply -> welcome(mine, reply.path("connect").path("subs")));
      }
      case CLIENT -> {
        client.ask("connect", request, reply -> welcome(mine, Json.read("{}")));
        positions()
            .forEach((channel, position) ->
                client.ask(
                    "subscribe", position, reply -> join(mine, channel, reply.path("subscribe"))));
      }
    }
    return client;
  }

  private synchronized int begin() {
    return ++generation;
  }

  private synchronized Map<String, Map<String, Object>> positions() {
    Map<String, Map<String, Object>> positions = new HashMap<>();
    streams.forEach((channel, stream) -> {
      if (by == By.CLIENT || !stream.epoch.isEmpty()) {
        positions.put(
            channel,
            Map.of(
                "channel",
                channel,
                "recover",
                !stream.epoch.isEmpty(),
                "epoch",
                stream.epoch,
                "offset",
                stream.offset));
      }
    });
    return positions;
  }

  private synchronized void take(int from, JsonNode push) {
    if (from != generation || !push.has("pub")) {
      return; // the end of a connection that was given up
    }
    JsonNode publication = push.get("pub");
    long sent = publication.path("data").path("t").asLong();
    longestNanos = Math.max(longestNanos, System.nanoTime() - sent);
    stream(push.path("channel").asText()).take(publication);
    notifyAll();
  }

  private Stream stream(String channel) {
    Stream stream = streams.get(channel);
    if (stream == null) {
      throw new AssertionError("a channel nobody asked for: " + channel);
    }
    return stream;
  }

  /** Takes what the reply to connect says about the channels. */
  private synchronized void welcome(int from, JsonNode subscriptions) {
    connects++;
    if (by == By.SERVER) {
      streams.keySet().forEach(channel -> join(from, channel, subscriptions.path(channel)));
    }
  }

  private synchronized void join(int from, String channel, JsonNode subscription) {
    if (from != generation) {
      return;
    }
    if (!subscription.path("recoverable").asBoolean()) {
      throw new AssertionError(channel + " is not recoverable: " + subscription);
    }
    Stream stream = stream(channel);
    if (!stream.epoch.isEmpty() && !subscription.path("recovered").asBoolean()) {
      unrecovered++;
    }
    stream.epoch = subscription.path("epoch").asText();
    stream.offset = subscription.path("offset").asLong(); // before what was missed
    subscription.path("publications").forEach(stream::take);
    notifyAll();
  }

  /** Waits until this many publications came, or until the end of what there will be. */
  synchronized void awaitReceived(long count, BooleanSupplier over) throws InterruptedException {
    while (report().received() < count && !over.getAsBoolean()) {
      wait(100);
    }
  }

  /** Waits until every channel has come to a number. */
  synchronized void await(long number) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (streams.values().stream().anyMatch(stream -> stream.last < number)) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("channels behind " + number + ": " + behind(number));
      }
      wait(left);
    }
  }

  private Map<String, Long> behind(long number) {
    Map<String, Long> behind = new HashMap<>();
    streams.forEach((channel, stream) -> {
      if (stream.last < number) {
        behind.put(channel, stream.last);
      }
    });
    return behind;
  }

  synchronized Report report() {
    return new Report(
        connects,
        streams.values().stream().mapToLong(stream -> stream.last - stream.lost).sum(),
        streams.values().stream().mapToLong(stream -> stream.lost).sum(),
        streams.values().stream().mapToLong(stream -> stream.doubled).sum(),
        streams.values().stream().mapToLong(stream -> stream.misplaced).sum(),
        unrecovered,
        longestNanos);
  }
}
