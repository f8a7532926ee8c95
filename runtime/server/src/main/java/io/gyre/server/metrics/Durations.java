package io.gyre.server.metrics;

import io.gyre.spi.Meters;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/** A distribution of durations that any thread records, from 0.1 ms to 10 s. */
final class Durations implements Meters.Timer {
  private static final double NANOS = 1e9;
  private static final long[] BOUNDS = {
    100_000,
    250_000,
    500_000,
    1_000_000,
    2_500_000,
    5_000_000,
    10_000_000,
    25_000_000,
    50_000_000,
    100_000_000,
    250_000_000,
    500_000_000,
    1_000_000_000,
    2_500_000_000L,
    5_000_000_000L,
    10_000_000_000L
  };
  private static final double[] SECONDS =
      Arrays.stream(BOUNDS).mapToDouble(b -> b / NANOS).toArray();

  private final LongAdder[] counts = new LongAdder[BOUNDS.length + 1];
  private final LongAdder sum = new LongAdder();

  Durations() {
    Arrays.setAll(counts, i -> new LongAdder());
  }

  @Override
  public void record(long nanos) {
    int bucket = 0;
    while (bucket < BOUNDS.length && nanos > BOUNDS[bucket]) {
      bucket++;
    }
    counts[bucket].increment();
    sum.add(nanos);
  }

  Buckets read() {
    long[] values = new long[counts.length];
    Arrays.setAll(values, i -> counts[i].sum());
    return new Buckets(SECONDS, values, sum.sum() / NANOS);
  }
}
