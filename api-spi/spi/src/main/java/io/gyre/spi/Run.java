package io.gyre.spi;

import java.time.Duration;

/** One run of a {@link Service}: readiness goes out, cancellation comes in. Thread-safe. */
public interface Run {

  /** Tells the server that what depends on this service may start. Later calls do nothing. */
  void ready();

  /** Whether the service should end. */
  boolean stopping();

  /** Waits until the service should end. */
  void awaitStop() throws InterruptedException;

  /**
   * Waits, for instance before a retry.
   *
   * @return false if the service should end, at once when that happens during the wait
   */
  boolean pause(Duration duration) throws InterruptedException;

  /**
   * Registers what interrupts a blocking call when the service should end; runs at once if that is
   * already so. It must not block.
   */
  void onStop(Runnable wakeUp);
}
