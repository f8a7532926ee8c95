package io.gyre.api;

import io.gyre.core.node.Node;
import io.gyre.core.node.ServerSubscribe;
import io.gyre.core.node.Target;
import io.gyre.core.session.PublishRequest;
import io.gyre.spi.channel.ClientInfo;
import io.gyre.spi.channel.HistoryPage;
import io.gyre.spi.channel.PresenceStats;
import io.gyre.spi.channel.PublishResult;
import io.gyre.spi.channel.StreamPosition;
import io.gyre.spi.error.Disconnect;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The node of this process, as the API asks it. */
public final class LocalNode implements NodeOperations {
  private final Node node;

  /** Asks this node. */
  public LocalNode(Node node) {
    this.node = node;
  }

  @Override
  public boolean publishesLightly(String channel) {
    return node.publishesLightly(channel);
  }

  @Override
  public boolean countsLightly() {
    return node.countsLightly();
  }

  @Override
  public boolean readsLightly(int limit) {
    return node.readsLightly(limit);
  }

  @Override
  public boolean listsLightly(String channel) {
    return node.listsLightly(channel);
  }

  @Override
  public PublishResult publish(String channel, PublishRequest request) {
    return node.publish(channel, request);
  }

  @Override
  public HistoryPage history(
      String channel, @Nullable StreamPosition since, int limit, boolean reverse) {
    return node.history(channel, since, limit, reverse);
  }

  @Override
  public void removeHistory(String channel) {
    node.removeHistory(channel);
  }

  @Override
  public Collection<ClientInfo> presence(String channel) {
    return node.presence(channel);
  }

  @Override
  public PresenceStats presenceStats(String channel) {
    return node.presenceStats(channel);
  }

  @Override
  public void subscribe(Target target, String channel, ServerSubscribe options) {
    node.subscribe(target, channel, options);
  }

  @Override
  public void unsubscribe(Target target, String channel, int code, String reason) {
    node.unsubscribe(target, channel, code, reason);
  }

  @Override
  public void disconnect(Target target, Collection<String> whitelist, Disconnect disconnect) {
    node.disconnect(target, whitelist, disconnect);
  }

  @Override
  public void refresh(Target target, boolean expired, @Nullable Instant expireAt, byte[] info) {
    node.refresh(target, expired, expireAt, info);
  }

  @Override
  public Map<String, Integer> channels(String pattern) {
    return node.channels(pattern);
  }

  @Override
  public List<NodeReport> info() {
    return List.of(new NodeReport(node.stats(), 0, Map.of()));
  }
}
