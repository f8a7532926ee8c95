package io.gyre.core.backend;

import io.gyre.core.hub.Hub;
import io.gyre.core.meter.NodeMeters;
import io.gyre.spi.engine.Broker;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the broker subscribed to what the hub has subscribers for. Whoever comes first or leaves
 * last asks here; callers of one channel go one after the other and read what is wanted when it is
 * their turn, so a late unsubscribe never undoes a newer subscribe. Thread-safe; may block as the
 * broker does, for callers of the same channel only.
 */
public final class BrokerSubscriptions {
  private final Broker broker;
  private final Hub hub;
  private final NodeMeters meters;
  private final ConcurrentHashMap<String, Turn> turns = new ConcurrentHashMap<>();

  /** Moves this broker to what this hub wants. */
  public BrokerSubscriptions(Broker broker, Hub hub, NodeMeters meters) {
    this.broker = broker;
    this.hub = hub;
    this.meters = meters;
  }

  /**
   * Brings the broker's subscription of a channel to what the hub wants now. When it returns and
   * the hub has a subscriber, whatever is published from now on arrives.
   */
  public void align(String channel) {
    Turn known = turns.get(channel);
    if (known != null && known.subscribed && hub.has(channel)) {
      return;
    }
    Turn turn = turns.compute(channel, (_, present) -> Turn.joined(present));
    try {
      synchronized (turn) {
        move(channel, turn);
      }
    } finally {
      turns.computeIfPresent(channel, (_, present) -> present.left());
    }
  }

  private void move(String channel, Turn turn) {
    boolean wanted = hub.has(channel);
    if (wanted == turn.subscribed) {
      return;
    }
    if (wanted) {
      meters.action("broker_subscribe");
      broker.subscribe(List.of(channel));
      turn.subscribed = true;
    } else {
      turn.subscribed = false; // before the call: a newcomer must wait for its own subscribe
      meters.action("broker_unsubscribe");
      broker.unsubscribe(List.of(channel));
    }
  }

  /** Where the callers of one channel queue. It stays while the broker is subscribed. */
  private static final class Turn {
    private int callers;
    private volatile boolean subscribed;

    /** Counts a caller; under the map's lock. */
    private static Turn joined(@Nullable Turn present) {
      Turn turn = present == null ? new Turn() : present;
      turn.callers++;
      return turn;
    }

    /** Ends {@link #joined}; nothing is left of a turn that nobody needs. */
    private @Nullable Turn left() {
      callers--;
      return callers == 0 && !subscribed ? null : this;
    }
  }
}
