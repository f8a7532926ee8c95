package io.gyre.api;

import io.gyre.spi.Meters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Counts how often each meter was used. */
final class CountingMeters implements Meters {
  private final Map<String, Long> counts = new HashMap<>();

  @Override
  public Counter counter(String name, String... labels) {
    return amount -> count(name + Arrays.toString(labels));
  }

  @Override
  public Timer timer(String name, String... labels) {
    return nanos -> count(name + Arrays.toString(labels));
  }

  @Override
  public void gauge(String name, LongSupplier value, String... labels) {}

  private synchronized void count(String meter) {
    counts.merge(meter, 1L, Long::sum);
    notifyAll();
  }

  /** Waits until a meter was used so often: an answer may be received before it is counted. */
  synchronized void await(String meter, long count) throws InterruptedException {
    while (counts.getOrDefault(meter, 0L) < count) {
      wait();
    }
  }
}
