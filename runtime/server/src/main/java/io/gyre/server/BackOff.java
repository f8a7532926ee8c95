package io.gyre.server;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubling from {@code shortest} up to {@code longest},
 * each between half and the whole of it, so that what failed together does not come back together.
 * Thread-safe if {@code random} is.
 *
 * @param shortest the wait after the first failure
 * @param longest the wait is never above it
 * @param random where the jitter comes from
 */
record BackOff(Duration shortest, Duration longest, RandomGenerator random) {
  private static final int DOUBLINGS_MAX = 30;

  /** The wait after that many failures in a row, counted from 1. */
  Duration after(int failures) {
    long doubled = shortest.toMillis() << Math.min(failures - 1, DOUBLINGS_MAX);
    long whole = Math.min(doubled, longest.toMillis());
    long half = whole / 2;
    return Duration.ofMillis(whole - (half > 0 ? random.nextLong(half + 1) : 0));
  }
}
