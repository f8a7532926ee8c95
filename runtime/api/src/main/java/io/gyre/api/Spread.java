package io.gyre.api;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * Does many like things, on this thread while they are quick and on many virtual threads as soon as
 * they turn out to wait: publishing into memory takes microseconds, which a thread would double.
 */
final class Spread {
  private static final int THREADS_MAX = 1024;
  private static final long PATIENCE_NANOS = 1_000_000;

  private final LongSupplier nanoTime;

  Spread(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The results for 0 to count-1, in this order. The task must not throw. */
  @SuppressWarnings("unchecked")
  <T> List<T> map(int count, IntFunction<T> task) {
    Object[] results = new Object[count];
    long start = nanoTime.getAsLong();
    int next = 0;
    while (next < count && nanoTime.getAsLong() - start < PATIENCE_NANOS) {
      results[next] = task.apply(next);
      next++;
    }
    if (next < count) {
      mapRest(results, next, task);
    }
    return (List<T>) Arrays.asList(results);
  }

  private static <T> void mapRest(Object[] results, int from, IntFunction<T> task) {
    AtomicInteger next = new AtomicInteger(from);
    Runnable worker =
        () -> {
          for (int i = next.getAndIncrement(); i < results.length; i = next.getAndIncrement()) {
            results[i] = task.apply(i);
          }
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = Math.min(THREADS_MAX, results.length - from); i > 1; i--) {
        threads.execute(worker);
      }
      worker.run();
    }
  }
}
