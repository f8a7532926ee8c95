package io.gyre.spi.engine;

import io.gyre.spi.channel.HistoryPage;
import io.gyre.spi.channel.HistoryQuery;
import io.gyre.spi.channel.Membership;
import io.gyre.spi.channel.Publication;
import io.gyre.spi.channel.PublishOptions;
import io.gyre.spi.channel.PublishResult;
import java.util.Collection;
import java.util.Set;

/**
 * PUB/SUB between nodes and the channels' history streams.
 *
 * <p>Calls block until done and come from many virtual threads at once, so a broker behind a
 * network pipelines inside. What is out of reach is a {@link io.gyre.spi.error.BackendUnavailable}.
 */
public interface Broker {

  /** What this broker can do beyond plain PUB/SUB. */
  Set<BrokerFeature> features();

  /**
   * Makes publications and memberships of the channels reach this node's {@link BrokerListener}.
   * Whatever is published after the call returned arrives. Subscribing twice is subscribing once.
   */
  void subscribe(Collection<String> channels);

  /**
   * Ends {@link #subscribe}. Some publications may still arrive, and a broker of a single node may
   * always let all arrive: the server ignores what nobody here listens to.
   */
  void unsubscribe(Collection<String> channels);

  /**
   * Appends to the channel's stream, if {@code options} ask for history, and sends to the
   * subscribed nodes, both as one step: offsets have no gaps, and each listener hears them in
   * order. The publication's offset, time and version are set by the broker.
   */
  PublishResult publish(String channel, Publication publication, PublishOptions options);

  /** Sends a join or leave to the subscribed nodes. Nothing is kept. */
  void announce(String channel, Membership membership);

  /**
   * Reads the channel's stream. A channel without a stream gets one, with an epoch of its own, if
   * the broker keeps history at all.
   */
  HistoryPage history(String channel, HistoryQuery query);

  /** Forgets the publications of a stream; its position stays. */
  void removeHistory(String channel);

  /**
   * Whether a call may wait for something else than the processor. If not, the server calls on its
   * own event threads and spares the hand-over.
   */
  default boolean mayBlock() {
    return true;
  }
}
