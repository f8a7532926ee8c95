package io.gyre.core.backend;

import io.gyre.spi.engine.Broker;
import io.gyre.spi.engine.PresenceManager;

/**
 * What keeps channels and presence behind the sessions.
 *
 * @param broker PUB/SUB and history
 * @param presence who is where
 * @param subscriptions what the broker is subscribed to
 */
public record Engines(Broker broker, PresenceManager presence, BrokerSubscriptions subscriptions) {

  /** Whether any call may wait for something else than the processor. */
  public boolean mayBlock() {
    return broker.mayBlock() || presence.mayBlock();
  }
}
