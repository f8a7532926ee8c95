package io.gyre.core.hub;

import java.util.concurrent.RejectedExecutionException;

/**
 * A message on its way to the subscribers of one shard, counted until it is through; the task that
 * the shard's mailbox holds meanwhile.
 *
 * @param audience of the channel when it was posted
 */
record Pending(Share share, Message message, Audience audience) implements Runnable {
  /** A delivery of so many bytes takes as long as a small one by itself: the kernel copies them. */
  private static final int BYTES_A_DELIVERY = 4 * 1024;

  int size() {
    return message.size();
  }

  /** What a delivery takes of a turn, in small deliveries. */
  int weight() {
    return 1 + message.size() / BYTES_A_DELIVERY;
  }

  void post() {
    share.shard().backlog().add(size());
    audience.add(size());
    try {
      share.shard().execute(this);
    } catch (RejectedExecutionException stopping) {
      through(); // its sessions are gone, nobody misses the message
    }
  }

  @Override
  public void run() {
    share.deliver(this);
  }

  void through() {
    share.shard().backlog().remove(size());
    audience.remove(size());
  }
}
