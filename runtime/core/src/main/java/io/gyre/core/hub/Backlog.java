package io.gyre.core.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the bytes that wait for something and holds back those who would add to too many.
 * Thread-safe.
 */
sealed class Backlog permits Audience {
  private static final long WAIT_NANOS_MAX = TimeUnit.SECONDS.toNanos(5);

  /** Nobody who is held back gets that far; what comes from elsewhere ends here. */
  private static final int HOPELESS = 4;

  private final AtomicLong bytes = new AtomicLong();
  private List<Runnable> later = List.of(); // under the lock
  private volatile long bytesMax;
  private volatile int heldBack;

  Backlog(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  final void bytesMax(long changed) {
    bytesMax = changed;
  }

  final long bytes() {
    return bytes.get();
  }

  /** Counts bytes that come. */
  final void add(int size) {
    bytes.addAndGet(size);
  }

  /** Counts bytes that are through, and lets go whom they held back. */
  final void remove(int size) {
    long left = bytes.addAndGet(-size);
    if (heldBack > 0 && left < bytesMax / 4 * 3) {
      release();
    }
  }

  /** Whether more waits than may; who adds to it has to wait. */
  final boolean full() {
    return bytes.get() > bytesMax;
  }

  /** Whether so much waits that even one who would wait is one too many. */
  final boolean overfull() {
    return bytes.get() > 2 * bytesMax;
  }

  /** Whether whatever comes is to be dropped. */
  final boolean hopeless() {
    return bytes.get() > HOPELESS * bytesMax;
  }

  /**
   * Waits until there is room; not to be called on a shard.
   *
   * @return false if that takes too long
   */
  final boolean awaitRoom() {
    if (!full()) {
      return true;
    }
    long deadline = System.nanoTime() + WAIT_NANOS_MAX;
    synchronized (this) {
      heldBack++;
      try {
        while (full()) {
          long left = deadline - System.nanoTime();
          if (left <= 0) {
            return false;
          }
          TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } finally {
        heldBack--;
      }
    }
  }

  /** Runs a task that only posts, when there is room: now, or on the thread that makes it. */
  final void whenRoom(Runnable task) {
    synchronized (this) {
      heldBack++; // before the look: who makes room after it sees that somebody waits
      if (full()) {
        if (later.isEmpty()) {
          later = new ArrayList<>();
        }
        later.add(task);
        return;
      }
      heldBack--;
    }
    task.run();
  }

  private void release() {
    List<Runnable> released;
    synchronized (this) {
      released = later;
      later = List.of();
      heldBack -= released.size();
      notifyAll();
    }
    released.forEach(Runnable::run);
  }
}
