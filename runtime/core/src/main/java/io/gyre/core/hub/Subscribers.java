package io.gyre.core.hub;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The subscribers of one channel on one shard. A message to few is delivered at once; a message to
 * many is walked in steps, and later messages queue behind it, so order holds and other channels
 * get their turn. Belongs to its shard's thread.
 */
final class Subscribers implements Shard.Walk {
  private static final System.Logger LOG = System.getLogger("gyre.hub");
  private static final int AT_ONCE_MAX = 512;

  private final Shard shard;
  private @Nullable Subscriber[] slots = new Subscriber[1];
  private int used;
  private int live;
  private int cursor;
  private @Nullable ArrayDeque<Pending> pending;

  Subscribers(Shard shard) {
    this.shard = shard;
  }

  int count() {
    return live;
  }

  void add(Subscriber subscriber) {
    if (used == slots.length) {
      slots = Arrays.copyOf(slots, used * 2);
    }
    subscriber.slot = used;
    slots[used++] = subscriber;
    live++;
  }

  void remove(Subscriber subscriber) {
    int slot = subscriber.slot;
    subscriber.slot = -1;
    live--;
    if (!done()) {
      slots[slot] = null; // a walk counts on the places; swept when it is done
      return;
    }
    Subscriber last = slots[--used];
    slots[used] = null;
    if (last != null && slot != used) {
      slots[slot] = last;
      last.slot = slot;
    }
  }

  /** Delivers, now or in steps; those who subscribe later do not get it. */
  void deliver(Message message) {
    if (done() && used <= AT_ONCE_MAX) {
      shard.spend(used);
      int end = used;
      for (int i = end - 1; i >= 0; i--) { // backwards: delivery may remove the one it serves
        Subscriber subscriber = slots[i];
        if (subscriber != null) {
          serve(message, subscriber);
        }
      }
      return;
    }
    boolean first = done();
    ArrayDeque<Pending> queue = pending;
    if (queue == null) {
      queue = new ArrayDeque<>();
      pending = queue;
    }
    queue.add(new Pending(message, used));
    shard.addWaiting(message.size());
    if (first) {
      shard.walk(this);
    }
  }

  /** One subscriber that fails is no reason to leave out those behind it. */
  private static void serve(Message message, Subscriber subscriber) {
    try {
      message.deliverTo(subscriber);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "delivery failed", e);
    }
  }

  @Override
  public int step(int budget) {
    ArrayDeque<Pending> queue = pending;
    if (queue == null) {
      return 1;
    }
    int left = budget;
    while (left > 0) {
      Pending head = queue.peek();
      if (head == null) {
        break;
      }
      int end = Math.min(head.end, cursor + left);
      left -= Math.max(1, end - cursor);
      for (; cursor < end; cursor++) {
        Subscriber subscriber = slots[cursor];
        if (subscriber != null) {
          serve(head.message, subscriber);
        }
      }
      if (cursor == head.end) {
        queue.poll();
        cursor = 0;
        shard.addWaiting(-head.message.size());
      }
    }
    if (queue.isEmpty()) { // kept: what is large stays so, and needs it for the next message
      sweep();
    }
    return budget - left;
  }

  @Override
  public boolean done() {
    return pending == null || pending.isEmpty();
  }

  private void sweep() {
    int to = 0;
    for (int from = 0; from < used; from++) {
      Subscriber subscriber = slots[from];
      if (subscriber != null) {
        subscriber.slot = to;
        slots[to++] = subscriber;
      }
    }
    Arrays.fill(slots, to, used, null);
    used = to;
  }

  private record Pending(Message message, int end) {}
}
