package io.gyre.core.meter;

/**
 * Counts values by upper bound. One thread records at a time, any thread reads; a reader may see a
 * value in one number and not yet in another.
 */
public final class Distribution {
  private static final long[] CALL_NANOS = {
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
  private static final long[] BROADCAST_NANOS = {
    1_000,
    5_000,
    10_000,
    50_000,
    100_000,
    250_000,
    500_000,
    1_000_000,
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
  private static final long[] LAG_NANOS = {
    1_000_000,
    5_000_000,
    10_000_000,
    25_000_000,
    50_000_000,
    100_000_000,
    200_000_000,
    500_000_000,
    1_000_000_000,
    2_000_000_000,
    5_000_000_000L,
    10_000_000_000L
  };
  private static final long[] BYTES = {64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576};
  private static final long[] NUMBERS = {
    0, 1, 2, 3, 5, 10, 20, 50, 100, 250, 500, 1000, 2000, 5000, 10_000
  };

  private final long[] bounds;
  private final double unit;
  private final Cells cells; // one for each bound, one above them all, one for the sum

  private Distribution(long[] bounds, double unit) {
    this.bounds = bounds;
    this.unit = unit;
    this.cells = new Cells(bounds.length + 2);
  }

  /** Durations of commands and calls, from 0.1 ms to 10 s. */
  public static Distribution ofCalls() {
    return new Distribution(CALL_NANOS, 1e9);
  }

  /** Durations of broadcasts, from 1 µs to 10 s. */
  public static Distribution ofBroadcasts() {
    return new Distribution(BROADCAST_NANOS, 1e9);
  }

  /** Ages of messages that came from another node, from 1 ms to 10 s. */
  public static Distribution ofLags() {
    return new Distribution(LAG_NANOS, 1e9);
  }

  /** Sizes of messages in bytes, from 64 to a MiB. */
  public static Distribution ofSizes() {
    return new Distribution(BYTES, 1);
  }

  /** Numbers of things, from none to 10,000. */
  public static Distribution ofNumbers() {
    return new Distribution(NUMBERS, 1);
  }

  /** The upper bounds of {@link #ofCalls()} in nanoseconds, for those who count by themselves. */
  public static long[] callBounds() {
    return CALL_NANOS.clone();
  }

  /** Records a duration in nanoseconds, or a number. */
  public void record(long value) {
    int bucket = 0;
    while (bucket < bounds.length && value > bounds[bucket]) {
      bucket++;
    }
    cells.add(bucket, 1);
    cells.add(bounds.length + 1, value);
  }

  /** Adds what another one with the same bounds recorded. */
  void add(Distribution other) {
    for (int cell = 0; cell < bounds.length + 2; cell++) {
      cells.add(cell, other.cells.get(cell));
    }
  }

  /** How many values there are. */
  long count() {
    long count = 0;
    for (int bucket = 0; bucket <= bounds.length; bucket++) {
      count += cells.get(bucket);
    }
    return count;
  }

  /** All values added up, as they were recorded. */
  long total() {
    return cells.get(bounds.length + 1);
  }

  /** How many buckets there are; the last one has no bound. */
  public int buckets() {
    return bounds.length + 1;
  }

  /** The upper bound of a bucket in seconds, or the number. */
  public double bound(int bucket) {
    return bucket == bounds.length ? Double.POSITIVE_INFINITY : bounds[bucket] / unit;
  }

  /** How many values fell into a bucket, smaller buckets not included. */
  public long count(int bucket) {
    return cells.get(bucket);
  }

  /** All values added up, in seconds or as a number. */
  public double sum() {
    return cells.get(bounds.length + 1) / unit;
  }
}
