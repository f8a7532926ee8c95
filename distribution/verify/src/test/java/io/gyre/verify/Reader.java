package io.gyre.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/**
 * A client that is subscribed by the server, loses its connection, comes back with its positions,
 * and checks what it gets: each channel carries 1, 2, 3 ... as {@code {"n": 1}}. Thread-safe.
 */
final class Reader {
  private static final long PATIENCE_MILLIS = 20_000;

  private final HttpClient http;
  private final URI address;
  private final Map<String, Object> identity;
  private final Map<String, Stream> streams = new HashMap<>();
  private int generation;
  private int connects;
  private int unrecovered;
  private long longestNanos;

  /** What has come in a channel. */
  private static final class Stream {
    String epoch = "";
    long offset;
    long last;
    long lost;
    long doubled;

    void take(JsonNode publication) {
      long number = publication.path("data").path("n").asLong();
      if (number <= last) {
        doubled++;
      } else {
        lost += number - last - 1;
        last = number;
      }
      offset = publication.path("offset").asLong();
    }
  }

  /**
   * Counts of a reader.
   *
   * @param connects connections that were answered
   * @param received publications, each once
   * @param lost numbers that never came
   * @param doubled numbers that came again or late
   * @param unrecovered subscriptions that came back without what was missed
   * @param longestNanos the longest way of a publication that was pushed
   */
  record Report(
      int connects, long received, long lost, long doubled, int unrecovered, long longestNanos) {}

  /**
   * A reader of channels.
   *
   * @param identity what it says when it connects: a token, or data
   */
  Reader(HttpClient http, URI address, List<String> channels, Map<String, Object> identity) {
    this.http = http;
    this.address = address;
    this.identity = identity;
    channels.forEach(channel -> streams.put(channel, new Stream()));
  }

  /** Connects, recovering what was missed; returns when the server has answered. */
  WireClient connect() {
    int mine = begin();
    WireClient client = WireClient.open(http, address, message -> take(mine, message));
    JsonNode reply = client.ask("connect", request());
    if (!reply.has("connect")) {
      throw new AssertionError("refused: " + reply);
    }
    return client;
  }

  private synchronized int begin() {
    return ++generation;
  }

  private synchronized Map<String, Object> request() {
    Map<String, Object> positions = new HashMap<>();
    streams.forEach((channel, stream) -> {
      if (!stream.epoch.isEmpty()) {
        positions.put(
            channel, Map.of("recover", true, "epoch", stream.epoch, "offset", stream.offset));
      }
    });
    Map<String, Object> request = new HashMap<>(identity);
    request.put("subs", positions);
    return request;
  }

  private synchronized void take(int from, JsonNode message) {
    if (from != generation) {
      return; // the end of a connection that was given up
    }
    if (message.has("connect")) {
      welcome(message.get("connect"));
    } else if (message.path("push").has("pub")) {
      JsonNode publication = message.path("push").get("pub");
      long sent = publication.path("data").path("t").asLong();
      longestNanos = sent == 0 ? 0 : Math.max(longestNanos, System.nanoTime() - sent);
      stream(message.path("push").path("channel").asText()).take(publication);
    }
    notifyAll();
  }

  private Stream stream(String channel) {
    Stream stream = streams.get(channel);
    if (stream == null) {
      throw new AssertionError("a channel nobody asked for: " + channel);
    }
    return stream;
  }

  /** Takes what the reply to connect says about each channel. */
  private void welcome(JsonNode result) {
    connects++;
    for (Entry<String, Stream> entry : streams.entrySet()) {
      JsonNode subscription = result.path("subs").path(entry.getKey());
      if (!subscription.path("recoverable").asBoolean()) {
        throw new AssertionError(entry.getKey() + " is not recoverable: " + subscription);
      }
      Stream stream = entry.getValue();
      boolean again = !stream.epoch.isEmpty();
      stream.epoch = subscription.path("epoch").asText();
      stream.offset = subscription.path("offset").asLong(); // before what was missed
      subscription.path("publications").forEach(stream::take);
      if (again && !subscription.path("recovered").asBoolean()) {
        unrecovered++;
      }
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
        unrecovered,
        longestNanos);
  }
}
