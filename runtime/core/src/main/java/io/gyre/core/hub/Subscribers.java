package io.gyre.core.hub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The subscribers of one channel on one shard. A message to few is delivered at once. Messages to
 * many go in passes over the subscribers, in steps, and later messages wait for the next pass: so
 * order holds, other channels get their turn, and the more waits the more a subscriber is sent in
 * one write. Belongs to its shard's thread.
 */
final class Subscribers implements Shard.Walk {
  private static final System.Logger LOG = System.getLogger("gyre.hub");
  private static final int AT_ONCE_MAX = 512;
  private static final int PASS_MESSAGES_MAX = 64;
  private static final int PASS_BYTES_MAX = 64 * 1024;

  private final Shard shard;
  private @Nullable Subscriber[] slots = new Subscriber[1];
  private int used;
  private int live;
  private int cursor;
  private @Nullable ArrayDeque<Pending> pending; // behind those of the pass
  private final ArrayList<Pending> pass = new ArrayList<>(0);

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
      queue = new ArrayDeque<>(); // kept: what is large stays so
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
    int left = budget;
    while (left > 0 && begin()) {
      left -= pass(left);
    }
    if (done()) {
      sweep();
    }
    return budget - left;
  }

  /**
   * Takes what waits now for one pass over the subscribers, unless a pass is under way: a
   * subscriber gets all of it one after the other, and at the end of the turn in one write.
   *
   * @return false if nothing waits
   */
  private boolean begin() {
    ArrayDeque<Pending> queue = pending;
    if (!pass.isEmpty() || queue == null) {
      return !pass.isEmpty();
    }
    int bytes = 0;
    while (pass.size() < PASS_MESSAGES_MAX && !queue.isEmpty()) {
      bytes += queue.element().message.size();
      if (bytes > PASS_BYTES_MAX && !pass.isEmpty()) {
        break;
      }
      pass.add(queue.remove());
    }
    return !pass.isEmpty();
  }

  /** Serves some more of the subscribers; returns how many messages that were. */
  private int pass(int budget) {
    int messages = pass.size();
    int end = pass.getLast().end; // the latest has the most
    int served = 0;
    while (cursor < end && served < budget) {
      for (int i = 0; i < messages; i++) {
        Subscriber subscriber = slots[cursor]; // anew, as delivery may remove it
        Pending next = pass.get(i);
        if (subscriber != null && cursor < next.end) {
          serve(next.message, subscriber);
        }
      }
      cursor++;
      served += messages;
    }
    if (cursor == end) {
      for (int i = 0; i < messages; i++) {
        shard.addWaiting(-pass.get(i).message.size());
      }
      pass.clear();
      cursor = 0;
    }
    return Math.max(1, served);
  }

  @Override
  public boolean done() {
    return pass.isEmpty() && (pending == null || pending.isEmpty());
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
