package io.gyre.core.hub;

import org.jspecify.annotations.Nullable;

/**
 * Timers of one shard, hung on a wheel of slots so that setting, moving and cancelling one costs
 * the same however many there are. Deadlines are late by at most one {@link #TICK_NANOS}. Not
 * thread-safe: belongs to its shard's thread.
 */
@SuppressWarnings("ReferenceEquality") // a list knows its ends by identity
public final class TimerWheel {
  /** The wheel's resolution in nanoseconds, about 34 ms. */
  public static final long TICK_NANOS = 1L << 25;

  private static final int SLOTS = 1024;

  private final Entry[] slots = new Entry[SLOTS];
  private final Entry due = new Head();
  private long tick;
  private int size;

  /** Starts at a point in time. */
  public TimerWheel(long nowNanos) {
    this.tick = nowNanos >> 25;
    for (int i = 0; i < SLOTS; i++) {
      slots[i] = new Head();
    }
  }

  /** Sets or moves a timer. */
  public void schedule(Entry entry, long deadlineNanos) {
    cancel(entry);
    entry.deadlineTick = Math.max(tick + 1, (deadlineNanos + TICK_NANOS - 1) >> 25);
    entry.insertBefore(slots[(int) (entry.deadlineTick & (SLOTS - 1))]);
    size++;
  }

  /** Takes a timer off the wheel; nothing happens if it is not on it. */
  public void cancel(Entry entry) {
    if (entry.remove()) {
      size--;
    }
  }

  /** How many timers are set. */
  public int size() {
    return size;
  }

  /** Fires what is due, at most {@code budget} timers; true if more is due. */
  boolean advance(long nowNanos, int budget) {
    long target = nowNanos >> 25;
    int left = fireDue(nowNanos, budget);
    while (tick < target && left > 0) {
      tick = size == 0 ? target : tick + 1;
      takeDue(slots[(int) (tick & (SLOTS - 1))]);
      left = fireDue(nowNanos, left);
    }
    return left == 0;
  }

  /** Moves what is due now from a slot, which also holds what is due in later rounds. */
  @SuppressWarnings("ReferenceEquality") // the head of a list is one object
  private void takeDue(Entry head) {
    Entry entry = head.next;
    while (entry != null && entry != head) {
      Entry following = entry.next;
      if (entry.deadlineTick <= tick) {
        entry.remove();
        entry.insertBefore(due);
      }
      entry = following;
    }
  }

  @SuppressWarnings("ReferenceEquality") // the head of a list is one object
  private int fireDue(long nowNanos, int budget) {
    int left = budget;
    while (left > 0) {
      Entry entry = due.next;
      if (entry == null || entry == due) {
        return left;
      }
      cancel(entry);
      entry.fire(nowNanos);
      left--;
    }
    return left;
  }

  /** Nanoseconds until the next tick that may have work, or {@link Long#MAX_VALUE}. */
  @SuppressWarnings("ReferenceEquality") // the head of a list is one object
  long nanosUntilNext(long nowNanos) {
    if (size == 0) {
      return Long.MAX_VALUE;
    }
    if (due.next != due) {
      return 0;
    }
    for (int ahead = 1; ahead <= SLOTS; ahead++) {
      Entry head = slots[(int) ((tick + ahead) & (SLOTS - 1))];
      if (head.next != head) {
        return Math.max(0, ((tick + ahead) << 25) - nowNanos);
      }
    }
    return Long.MAX_VALUE;
  }

  /** Something with one timer. Extend it to spare an object per timer. */
  public abstract static class Entry {
    private @Nullable Entry previous;
    private @Nullable Entry next;
    private long deadlineTick;

    /** Runs on the shard's thread when the timer is due; the entry is off the wheel then. */
    protected abstract void fire(long nowNanos);

    private void insertBefore(Entry successor) {
      Entry predecessor = successor.previous == null ? successor : successor.previous;
      previous = predecessor;
      next = successor;
      predecessor.next = this;
      successor.previous = this;
    }

    private boolean remove() {
      Entry before = previous;
      Entry after = next;
      if (before == null || after == null) {
        return false;
      }
      before.next = after;
      after.previous = before;
      previous = null;
      next = null;
      return true;
    }
  }

  private static final class Head extends Entry {
    Head() {
      super.previous = this;
      super.next = this;
    }

    @Override
    protected void fire(long nowNanos) {
      throw new IllegalStateException("a slot's head is no timer");
    }
  }
}
