package io.gyre.core.session;

/** Turns moments into what clients count down. */
final class Ttl {
  private static final long SECONDS_MAX = 365L * 24 * 60 * 60;

  private Ttl() {}

  /** The moment, or the latest one there is: in a year. */
  static long bounded(Environment environment, long seconds) {
    return Math.min(seconds, environment.nowSeconds() + SECONDS_MAX);
  }

  /** Seconds from now until a moment, at most a year, 0 for a moment of 0: never. */
  static long until(Environment environment, long seconds) {
    return seconds == 0 ? 0 : Math.clamp(seconds - environment.nowSeconds(), 0, SECONDS_MAX);
  }
}
