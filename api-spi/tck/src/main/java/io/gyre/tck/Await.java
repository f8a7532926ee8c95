package io.gyre.tck;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What a recorder's readers wait on: whoever changes the state says so, and nobody polls. Guards
 * its owner's state by its own lock. Thread-safe.
 */
final class Await {
  /** How long a contract waits for what must happen. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Changes the state and wakes up whoever waits. */
  synchronized void change(Runnable change) {
    change.run();
    notifyAll();
  }

  /** Reads the state. */
  synchronized <T> T read(Supplier<T> state) {
    return state.get();
  }

  /** Waits until the state is as wanted, however long it takes. */
  synchronized void block(BooleanSupplier state) throws InterruptedException {
    while (!state.getAsBoolean()) {
      wait();
    }
  }

  /** Waits until the state is as wanted; fails with what is there instead. */
  synchronized void until(String wanted, BooleanSupplier state, Supplier<?> actual) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!state.getAsBoolean()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError(
            "waited "
                + PATIENCE.toSeconds()
                + " s for "
                + wanted
                + ", but there is "
                + actual.get());
      }
      try {
        wait(Math.max(1, left / 1_000_000));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting for " + wanted, interrupted);
      }
    }
  }
}
