package io.gyre.tck;

import io.gyre.spi.Run;
import io.gyre.spi.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs a {@link Service} on a virtual thread as the server would, and fails if it does not end by
 * itself when told to: nobody interrupts it, see {@link Run#onStop}. Pauses are cut to a
 * millisecond, so that retries cost a test nothing. Thread-safe.
 */
public final class ServiceRunner implements AutoCloseable {
  private static final long PAUSE_MILLIS_MAX = 1;

  private final CountDownLatch ready = new CountDownLatch(1);
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<Runnable> wakeUps = new ArrayList<>();
  private final Thread thread;
  private volatile Optional<Exception> failure = Optional.empty();

  private ServiceRunner(Service service) {
    this.thread = Thread.ofVirtual().name("tck-service").unstarted(() -> run(service));
  }

  /** Starts a service. */
  public static ServiceRunner start(Service service) {
    ServiceRunner runner = new ServiceRunner(service);
    runner.thread.start();
    return runner;
  }

  /** Starts a service and waits until it is ready. */
  public static ServiceRunner startReady(Service service) {
    ServiceRunner runner = start(service);
    runner.awaitReady();
    return runner;
  }

  /** Waits until the service says it is ready; fails if it ends instead. */
  public void awaitReady() {
    await(ready, "the service to be ready");
    if (ended()) {
      failure.ifPresent(cause -> {
        throw new AssertionError("the service failed", cause);
      });
    }
  }

  /** Whether the run is over. */
  public boolean ended() {
    return ended.getCount() == 0;
  }

  /** Waits until the run is over by itself; what it threw, if anything. */
  public Optional<Exception> awaitEnd() {
    await(ended, "the service to end");
    return failure;
  }

  /** Tells the service to stop and does not wait. */
  public void requestStop() {
    List<Runnable> calls;
    synchronized (wakeUps) {
      stop.countDown();
      calls = List.copyOf(wakeUps);
    }
    calls.forEach(Runnable::run);
  }

  /** Tells the service to stop and fails if it takes longer than ten seconds or throws. */
  public void stop() {
    requestStop();
    try {
      await(ended, "the service to end after it was told to stop");
    } finally {
      thread.interrupt();
    }
    if (failure.isPresent() && !(failure.get() instanceof InterruptedException)) {
      throw new AssertionError("the service failed", failure.get());
    }
  }

  /** Stops the service unless its run is over. */
  @Override
  public void close() {
    if (!ended()) {
      stop();
    }
  }

  private void run(Service service) {
    try {
      service.run(new ObservedRun());
    } catch (Exception thrown) {
      failure = Optional.of(thrown);
    } finally {
      ended.countDown();
      ready.countDown();
    }
  }

  private static void await(CountDownLatch latch, String what) {
    try {
      if (!latch.await(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("waited " + Await.PATIENCE.toSeconds() + " s for " + what);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + what, interrupted);
    }
  }

  private final class ObservedRun implements Run {
    @Override
    public void ready() {
      ready.countDown();
    }

    @Override
    public boolean stopping() {
      return stop.getCount() == 0;
    }

    @Override
    public void awaitStop() throws InterruptedException {
      stop.await();
    }

    @Override
    public boolean pause(Duration duration) throws InterruptedException {
      long millis = Math.clamp(duration.toMillis(), 0, PAUSE_MILLIS_MAX);
      return !stop.await(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void onStop(Runnable wakeUp) {
      synchronized (wakeUps) {
        if (!stopping()) {
          wakeUps.add(wakeUp);
          return;
        }
      }
      wakeUp.run();
    }
  }
}
