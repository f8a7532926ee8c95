package io.gyre.tck;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is moved. Thread-safe. */
public final class FakeClock implements InstantSource {
  private final AtomicReference<Instant> now;

  /** Starts on 1 January 2026. */
  public FakeClock() {
    this(Instant.parse("2026-01-01T00:00:00Z"));
  }

  /** Starts at a given time. */
  public FakeClock(Instant start) {
    this.now = new AtomicReference<>(start);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /** Moves by a duration, which may be negative. */
  public void advance(Duration duration) {
    now.updateAndGet(before -> before.plus(duration));
  }

  /** Moves to a time. */
  public void set(Instant instant) {
    now.set(instant);
  }
}
