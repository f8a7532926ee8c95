package io.gyre.core.node;

import io.gyre.core.hub.Hub;
import io.gyre.core.meter.MessageKind;
import io.gyre.core.meter.NodeMeters;
import io.gyre.spi.channel.Membership;
import io.gyre.spi.engine.BrokerListener;
import io.gyre.spi.engine.Delivery;

/**
 * The node's ear for its broker: counts what comes and hands it to the hub. Of what comes faster
 * than it can be delivered for long, the rest is dropped and counted: subscribers with positions
 * find the gap. Thread-safe.
 */
public final class NodeListener implements BrokerListener {
  private final Hub hub;
  private final NodeMeters meters;

  /** Listens for this hub. */
  public NodeListener(Hub hub, NodeMeters meters) {
    this.hub = hub;
    this.meters = meters;
  }

  @Override
  public void onPublication(Delivery delivery) {
    meters.received(MessageKind.PUBLICATION);
    if (!hub.broadcast(delivery)) {
      meters.action("broadcast_dropped");
    }
  }

  @Override
  public void onMembership(String channel, Membership membership) {
    meters.received(
        switch (membership.change()) {
          case JOIN -> MessageKind.JOIN;
          case LEAVE -> MessageKind.LEAVE;
        });
    if (!hub.announce(channel, membership)) {
      meters.action("broadcast_dropped");
    }
  }
}
