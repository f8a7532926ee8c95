package io.gyre.core.backend;

import io.gyre.core.hub.Hub;
import io.gyre.spi.engine.Broker;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the broker subscribed to what the hub has subscribers for. Whoever comes first or leaves
 * last asks here; the state wanted is read from the hub under the channel's own lock, so that a
 * late unsubscribe never undoes a newer subscribe. Thread-safe; may block as the broker does.
 */
public final class BrokerSubscriptions {
  private final Broker broker;
  private final Hub hub;
  private final ConcurrentHashMap<String, Boolean> subscribed = new ConcurrentHashMap<>();

  /** Moves this broker to what this hub wants. */
  public BrokerSubscriptions(Broker broker, Hub hub) {
    this.broker = broker;
    this.hub = hub;
  }

  /**
   * Brings the broker's subscription of a channel to what the hub wants now. When it returns and
   * the hub has a subscriber, whatever is published from now on arrives.
   */
  public void align(String channel) {
    if (hub.has(channel) && subscribed.containsKey(channel)) {
      return;
    }
    subscribed.compute(
        channel,
        (_, known) -> {
          boolean wanted = hub.has(channel);
          if (wanted == (known != null)) {
            return known;
          }
          if (wanted) {
            broker.subscribe(List.of(channel));
            return Boolean.TRUE;
          }
          broker.unsubscribe(List.of(channel));
          return null;
        });
  }
}
