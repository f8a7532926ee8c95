package io.gyre.engine.memory;

import java.time.Duration;

/**
 * Points in time as milliseconds since 1970, where the end of time is far away, not an overflow.
 */
final class Deadline {
  /** Never comes. */
  static final long NEVER = Long.MAX_VALUE;

  private static final long FAR_SECONDS = Long.MAX_VALUE / 4000;

  private Deadline() {}

  /** The point a duration after another; at once if the duration is not positive. */
  static long after(long nowMillis, Duration duration) {
    if (!duration.isPositive()) {
      return nowMillis;
    }
    if (duration.toSeconds() > FAR_SECONDS) {
      return NEVER;
    }
    return nowMillis + Math.max(1, duration.toMillis());
  }
}
