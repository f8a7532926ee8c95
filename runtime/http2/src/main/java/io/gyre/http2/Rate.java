package io.gyre.http2;

import java.time.Duration;

/** Counts what a peer may do, but not without end. Not thread-safe. */
final class Rate {
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final int max;
  private long periodEnd = System.nanoTime();
  private int count;

  /** Allows so many in ten seconds. */
  Rate(int max) {
    this.max = max;
  }

  /** One more; whether that is too many. */
  boolean exceeded() {
    long now = System.nanoTime();
    if (now - periodEnd >= 0) {
      periodEnd = now + PERIOD.toNanos();
      count = 0;
    }
    return ++count > max;
  }
}
