package io.gyre.tck;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. Thread-safe. */
public final class FakeClock implements InstantSource {
  private Instant now;

  /** Starts on 1 January 2026. */
  public FakeClock() {
    this(Instant.parse("2026-01-01T00:00:00Z"));
  }

  /** Starts at a given time. */
  public FakeClock(Instant start) {
    this.now = start;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /** Moves by a duration, which may be negative. */
  public synchronized void advance(Duration duration) {
    now = now.plus(duration);
  }

  /** Moves to a time. */
  public synchronized void set(Instant instant) {
    now = instant;
  }
}
