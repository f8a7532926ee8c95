package io.gyre.server.metrics;

import io.gyre.core.meter.Distribution;
import io.gyre.spi.Meters;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/** A {@link Distribution} of calls that any thread records. */
final class Durations implements Meters.Timer {
  private static final double NANOS = 1e9;
  private static final long[] BOUNDS = Distribution.callBounds();
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
