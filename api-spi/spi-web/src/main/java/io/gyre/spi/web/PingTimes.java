package io.gyre.spi.web;

import java.time.Duration;

/**
 * When to ask a peer for a sign of life, and how long to wait for it.
 *
 * @param interval between pings; zero or less means never
 * @param timeout after a ping, until anything has to arrive
 */
public record PingTimes(Duration interval, Duration timeout) {
  /** No pings at all. */
  public static final PingTimes NEVER = new PingTimes(Duration.ZERO, Duration.ZERO);

  /** Whether to ping at all. */
  public boolean wanted() {
    return interval.isPositive();
  }
}
