package io.gyre.api;

import io.gyre.spi.channel.ClientInfo;
import io.gyre.spi.channel.HistoryPage;
import io.gyre.spi.channel.PresenceStats;
import io.gyre.spi.channel.PublishResult;
import io.gyre.spi.channel.StreamPosition;
import io.gyre.spi.channel.SubscribeOptions;
import io.gyre.spi.error.Disconnect;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the API asks of the node. Calls block until they took effect on this node and may come from
 * any number of virtual threads; they refuse with a {@link io.gyre.spi.error.ClientErrorException}.
 */
public interface Backend {
  /** Publishes into a channel as its namespace says. */
  PublishResult publish(String channel, PublishRequest request);

  /**
   * Reads a channel's history; since null reads from the beginning, or from the end if reversed.
   */
  HistoryPage history(String channel, @Nullable StreamPosition since, int limit, boolean reverse);

  /** Forgets a channel's publications, not its position. */
  void removeHistory(String channel);

  /** Who is in a channel. */
  Collection<ClientInfo> presence(String channel);

  /** How many are in a channel. */
  PresenceStats presenceStats(String channel);

  /** Subscribes connections to a channel. */
  void subscribe(Target target, String channel, ServerSubscribe options);

  /** Unsubscribes connections from a channel; the empty channel means all of theirs. */
  void unsubscribe(Target target, String channel, int code, String reason);

  /** Ends connections, but for the clients in the whitelist. */
  void disconnect(Target target, Collection<String> whitelist, Disconnect disconnect);

  /** Prolongs connections, or expires them; expireAt null means that they never expire. */
  void refresh(Target target, boolean expired, @Nullable Instant expireAt, byte[] info);

  /** The channels with subscribers whose name matches a glob pattern, and how many each has. */
  Map<String, Integer> channels(String pattern);

  /** The nodes of the cluster. */
  List<NodeStats> info();

  /**
   * What to publish and how.
   *
   * @param info shown as the publisher, null for none
   * @param version 0 for none. Unsigned.
   */
  record PublishRequest(
      byte[] data,
      Map<String, String> tags,
      @Nullable ClientInfo info,
      boolean skipHistory,
      String idempotencyKey,
      long version,
      String versionEpoch,
      boolean delta) {}

  /** Which connections: all of a user, narrowed by client or session where these are not empty. */
  record Target(String user, String client, String session) {}

  /** How to subscribe connections; what was published after recoverSince is sent to them. */
  record ServerSubscribe(SubscribeOptions options, @Nullable StreamPosition recoverSince) {}

  /**
   * A node of the cluster.
   *
   * @param metricsInterval seconds that the metrics are aggregated over, 0 if there are none
   * @param metrics by name
   */
  record NodeStats(
      String uid,
      String name,
      String version,
      int numClients,
      int numUsers,
      int numChannels,
      int numSubs,
      long uptimeSeconds,
      double metricsInterval,
      Map<String, Double> metrics) {}
}
