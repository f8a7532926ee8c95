package io.gyre.core.hub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The subscribers of one channel on one shard. A message to few is delivered at once, unless the
 * channel had its share of the turn. Messages to many, and what else is too much for a turn, go in
 * passes over the subscribers, in steps, and later messages wait for the next pass: so order holds,
 * other channels get their turn, and the more waits the more a subscriber is sent in one write.
 * Belongs to its shard's thread.
 */
final class Subscribers implements Shard.Walk {
  private static final System.Logger LOG = System.getLogger("gyre.hub");

  /** Deliveries that a channel may make in a turn before it has to queue with the large ones. */
  private static final int AT_ONCE_MAX = 512;

  private static final int PASS_MESSAGES_MAX = 64;
  private static final int PASS_BYTES_MAX = 64 * 1024;

  private final Shard shard;
  private @Nullable Subscriber[] slots = new Subscriber[1];
  private int used;
  private int live;
  private int cursor;
  private int turn;
  private int atOnce; // deliveries of that turn
  private @Nullable ArrayDeque<Place> waiting; // behind those of the pass
  private final ArrayList<Place> pass = new ArrayList<>(0);
  private int passWeight;

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
  void deliver(Pending message) {
    if (done() && takeAtOnce((long) used * message.weight())) {
      int end = used;
      for (int i = end - 1; i >= 0; i--) { // backwards: delivery may remove the one it serves
        Subscriber subscriber = slots[i];
        if (subscriber != null) {
          serve(message.message(), subscriber);
        }
      }
      message.through();
      return;
    }
    boolean first = done();
    ArrayDeque<Place> queue = waiting;
    if (queue == null) {
      queue = new ArrayDeque<>();
      waiting = queue;
    }
    queue.add(new Place(message, used));
    if (first) {
      shard.walk(this);
    }
  }

  /** Whether so much more may be delivered in this turn before all others of the mailbox. */
  private boolean takeAtOnce(long deliveries) {
    if (turn != shard.turns()) {
      turn = shard.turns();
      atOnce = 0;
    }
    if (atOnce + deliveries > AT_ONCE_MAX) {
      return false;
    }
    atOnce += (int) deliveries;
    shard.spend((int) deliveries);
    return true;
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
      if (used <= AT_ONCE_MAX) {
        waiting = null; // a channel that is small has seldom need of it
      }
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
    ArrayDeque<Place> queue = waiting;
    if (!pass.isEmpty() || queue == null) {
      return !pass.isEmpty();
    }
    int bytes = 0;
    while (pass.size() < PASS_MESSAGES_MAX && !queue.isEmpty()) {
      Pending next = queue.element().message;
      bytes += next.size();
      if (bytes > PASS_BYTES_MAX && !pass.isEmpty()) {
        break;
      }
      passWeight += next.weight();
      pass.add(queue.remove());
    }
    return !pass.isEmpty();
  }

  /** Serves some more of the subscribers; returns what that took of the budget. */
  private int pass(int budget) {
    int messages = pass.size();
    int end = pass.getLast().end; // the latest has the most
    int served = 0;
    while (cursor < end && served < budget) {
      for (int i = 0; i < messages; i++) {
        Subscriber subscriber = slots[cursor]; // anew, as delivery may remove it
        Place next = pass.get(i);
        if (subscriber != null && cursor < next.end) {
          serve(next.message.message(), subscriber);
        }
      }
      cursor++;
      served += passWeight;
    }
    if (cursor == end) {
      for (int i = 0; i < messages; i++) {
        pass.get(i).message.through();
      }
      pass.clear();
      passWeight = 0;
      cursor = 0;
    }
    return Math.max(1, served);
  }

  @Override
  public boolean done() {
    return pass.isEmpty() && (waiting == null || waiting.isEmpty());
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

  /**
   * What waits for the subscribers before a place: those who were there when it came.
   *
   * @param end the first place that it is not for
   */
  private record Place(Pending message, int end) {}
}
