package io.gyre.core.backend;

import io.gyre.core.hub.Shard;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Carries work that may block from a shard to another thread and its result back. The work is made
 * of values and sees nothing that a shard owns; what the shard does with the result is its own
 * affair.
 */
public final class Calls {
  private final Executor threads;
  private final Semaphore permits;
  private final long waitMillisMax;

  /**
   * Bounds the calls under way.
   *
   * @param threads runs the calls, a virtual thread each
   * @param concurrent how many calls may be under way
   * @param waitMillisMax how long a call waits for its turn before it fails
   */
  public Calls(Executor threads, int concurrent, long waitMillisMax) {
    this.threads = threads;
    this.permits = new Semaphore(concurrent);
    this.waitMillisMax = waitMillisMax;
  }

  /** The executor of the calls, for strands of their own. */
  public Executor threads() {
    return threads;
  }

  /**
   * Runs {@code work} elsewhere and one of the other two on the shard.
   *
   * @param on where the work runs: {@link #threads()} or a strand on it
   */
  public <T> void call(
      Executor on,
      Shard shard,
      Supplier<T> work,
      Consumer<T> done,
      Consumer<RuntimeException> failed) {
    try {
      on.execute(() -> post(shard, attempt(work, done, failed)));
    } catch (RejectedExecutionException stopping) {
      failed.accept(stopping);
    }
  }

  private <T> Runnable attempt(
      Supplier<T> work, Consumer<T> done, Consumer<RuntimeException> failed) {
    try {
      if (!permits.tryAcquire(waitMillisMax, TimeUnit.MILLISECONDS)) {
        return () -> failed.accept(new RejectedExecutionException("too many calls under way"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return () -> failed.accept(new RejectedExecutionException("interrupted"));
    }
    try {
      T result = work.get();
      return () -> done.accept(result);
    } catch (RuntimeException e) {
      return () -> failed.accept(e);
    } finally {
      permits.release();
    }
  }

  private static void post(Shard shard, Runnable result) {
    try {
      shard.execute(result);
    } catch (RejectedExecutionException stopped) {
      // The shard closed its sessions before it stopped, and each of them undid what it had done.
    }
  }
}
