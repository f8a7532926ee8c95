package io.gyre.core.hub;

import io.gyre.core.meter.MessageKind;
import io.gyre.spi.transport.Frame;

/**
 * Something on its way to all subscribers of a channel: shared by all of them, encoded once for
 * each way in which it is needed. Two shards may encode the same way twice, harmlessly.
 */
public sealed interface Message permits Broadcast, Announcement {
  /** Stands for a message that the encoding cannot carry, such as bytes that are not JSON. */
  Frame UNENCODABLE = new Frame(new byte[0]);

  /** The channel that it was sent to. */
  String channel();

  /** How much memory it holds while it waits, in bytes, roughly. */
  int size();

  /** What it counts as. */
  MessageKind kind();

  /** Hands itself to one subscriber. */
  void deliverTo(Subscriber subscriber);
}
