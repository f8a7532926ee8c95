package io.gyre.api;

import io.gyre.core.node.NodeStats;
import io.gyre.core.node.ServerSubscribe;
import io.gyre.core.node.Target;
import io.gyre.core.session.PublishRequest;
import io.gyre.spi.channel.ClientInfo;
import io.gyre.spi.channel.HistoryPage;
import io.gyre.spi.channel.PresenceStats;
import io.gyre.spi.channel.Publication;
import io.gyre.spi.channel.PublishResult;
import io.gyre.spi.channel.StreamPosition;
import io.gyre.spi.error.ClientError;
import io.gyre.spi.error.ClientErrorException;
import io.gyre.spi.error.Disconnect;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node that keeps what is published to channels of the namespace {@code hist} and notes the other
 * calls. Channels of {@code none} are unknown, those of {@code broken} fail.
 */
final class FakeNode implements NodeOperations {
  static final String EPOCH = "abcd";

  final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  final List<PublishRequest> published = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, List<Publication>> streams = new LinkedHashMap<>();

  @Override
  public boolean publishesLightly(String channel) {
    return !channel.startsWith("heavy");
  }

  @Override
  public boolean countsLightly() {
    return true;
  }

  @Override
  public boolean readsLightly(int limit) {
    return limit >= 0 && limit <= 10;
  }

  @Override
  public boolean listsLightly(String channel) {
    return !channel.startsWith("heavy");
  }

  @Override
  public synchronized PublishResult publish(String channel, PublishRequest request) {
    check(channel);
    if (request.data().length == 0) {
      throw refusal(107, "bad request");
    }
    published.add(request);
    calls.add("publish " + channel + " " + new String(request.data(), StandardCharsets.UTF_8));
    if (!channel.startsWith("hist:") || request.skipHistory()) {
      return new PublishResult(StreamPosition.NONE, PublishResult.Outcome.ACCEPTED);
    }
    List<Publication> stream = streams.computeIfAbsent(channel, absent -> new ArrayList<>());
    stream.add(
        new Publication(
            stream.size() + 1,
            request.data(),
            new ClientInfo("c1", "", bytes("{\"n\": 1}"), new byte[0]),
            request.tags(),
            0));
    return new PublishResult(
        new StreamPosition(stream.size(), EPOCH), PublishResult.Outcome.ACCEPTED);
  }

  @Override
  public synchronized HistoryPage history(
      String channel, @Nullable StreamPosition since, int limit, boolean reverse) {
    check(channel);
    calls.add("history " + channel + " " + since + " " + limit + " " + reverse);
    List<Publication> stream = streams.getOrDefault(channel, List.of());
    return new HistoryPage(
        limit == 0 ? List.of() : stream, new StreamPosition(stream.size(), EPOCH));
  }

  @Override
  public void removeHistory(String channel) {
    check(channel);
    calls.add("removeHistory " + channel);
  }

  @Override
  public Collection<ClientInfo> presence(String channel) {
    check(channel);
    return List.of(new ClientInfo("c1", "u1", new byte[0], bytes("{\"role\":1}")));
  }

  @Override
  public PresenceStats presenceStats(String channel) {
    check(channel);
    return new PresenceStats(2, 1);
  }

  @Override
  public void subscribe(Target target, String channel, ServerSubscribe options) {
    check(channel);
    calls.add(
        "subscribe %s %s info=%s data=%s %s expireAt=%s since=%s"
            .formatted(
                target,
                channel,
                new String(options.options().info(), StandardCharsets.UTF_8),
                new String(options.options().data(), StandardCharsets.UTF_8),
                options.options().overrides(),
                options.options().expireAt(),
                options.recoverSince()));
  }

  @Override
  public void unsubscribe(Target target, String channel, int code, String reason) {
    calls.add("unsubscribe " + target + " " + channel + " " + code + " " + reason);
  }

  @Override
  public void disconnect(Target target, Collection<String> whitelist, Disconnect disconnect) {
    calls.add("disconnect " + target + " " + whitelist + " " + disconnect);
  }

  @Override
  public void refresh(Target target, boolean expired, @Nullable Instant expireAt, byte[] info) {
    calls.add(
        "refresh %s %s %s %s"
            .formatted(target, expired, expireAt, new String(info, StandardCharsets.UTF_8)));
  }

  @Override
  public Map<String, Integer> channels(String pattern) {
    calls.add("channels " + pattern);
    return Map.of("cl:one", 2);
  }

  @Override
  public List<NodeReport> info() {
    return List.of(
        new NodeReport(
            new NodeStats("uid", "name", "1.0", 1, 2, 3, 4, 5),
            60,
            Map.of("centrifugo.node", 1.5)));
  }

  private static void check(String channel) {
    if (channel.startsWith("none:")) {
      throw refusal(102, "unknown channel");
    }
    if (channel.startsWith("broken:")) {
      throw new IllegalStateException("broken");
    }
  }

  static ClientErrorException refusal(int code, String message) {
    return new ClientErrorException(new ClientError(code, message, false));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
