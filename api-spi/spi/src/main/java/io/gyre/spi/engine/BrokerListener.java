package io.gyre.spi.engine;

import io.gyre.spi.channel.Membership;

/**
 * The server's ear for channels. Calls for one channel come one at a time, publications in the
 * order of their offsets. The methods only hand over: they never block and never throw.
 */
public interface BrokerListener {

  /** A publication arrived at this node. */
  void onPublication(Delivery delivery);

  /** A client joined or left somewhere in the cluster. */
  void onMembership(String channel, Membership membership);
}
