package io.gyre.http2;

import org.jspecify.annotations.Nullable;

/**
 * Ends what a thread waits for when its time is over: interrupts the thread, which closes its
 * socket. The thread sets the alarm, {@link Watch} looks at it. Thread-safe.
 */
final class Alarm {
  static final long NEVER = Long.MAX_VALUE;

  private @Nullable Thread sleeper;
  private long until = NEVER;
  private boolean rang;

  /** The calling thread is going to wait; until then, as {@link System#nanoTime} counts. */
  synchronized void set(long nanos) {
    sleeper = Thread.currentThread();
    until = nanos;
    rang = false;
  }

  /** The calling thread waits no more; tells whether that was too long. */
  synchronized boolean clear() {
    sleeper = null;
    if (rang) {
      Thread.interrupted(); // meant the wait that is over
    }
    return rang;
  }

  /** Rings if it is time. */
  synchronized void look(long now) {
    if (until != NEVER && until - now < 0) {
      ring();
    }
  }

  /** Ends what is waited for, if anything is. */
  synchronized void ring() {
    if (sleeper != null && !rang) {
      rang = true;
      sleeper.interrupt();
    }
  }
}
