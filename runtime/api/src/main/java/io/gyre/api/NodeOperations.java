package io.gyre.api;

import io.gyre.core.node.NodeStats;
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

/**
 * What the API asks of the node. Calls block until they took effect on this node and may come from
 * any number of virtual threads; they refuse with a {@link io.gyre.spi.error.ClientErrorException}.
 */
public interface NodeOperations {
  /**
   * Whether {@link #publish} into this channel would not block now, and keep the calling event
   * thread busy for a moment only.
   */
  boolean publishesLightly(String channel);

  /** Whether {@link #presenceStats} does not block. */
  boolean countsLightly();

  /** Whether {@link #history} of so many publications neither blocks nor takes long. */
  boolean readsLightly(int limit);

  /** Whether {@link #presence} of a channel neither blocks nor takes long. */
  boolean listsLightly(String channel);

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
  List<NodeReport> info();

  /**
   * A node of the cluster and what it measured.
   *
   * @param metricsInterval seconds that the metrics are aggregated over, 0 if there are none
   * @param metrics by name
   */
  record NodeReport(NodeStats stats, double metricsInterval, Map<String, Double> metrics) {}
}
