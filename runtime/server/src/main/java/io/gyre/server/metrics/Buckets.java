package io.gyre.server.metrics;

import java.util.Arrays;

/**
 * A distribution as it was at one moment.
 *
 * @param bounds the upper bounds, rising, but for the last bucket, which has none
 * @param counts how many values fell into each bucket, one more than there are bounds
 * @param sum of all values
 */
public record Buckets(double[] bounds, long[] counts, double sum) {
  double bound(int bucket) {
    return bucket == bounds.length ? Double.POSITIVE_INFINITY : bounds[bucket];
  }

  long count() {
    return Arrays.stream(counts).sum();
  }

  /** Both together; the bounds must be the same. */
  Buckets plus(Buckets other) {
    if (!Arrays.equals(bounds, other.bounds)) {
      throw new IllegalArgumentException("distributions of one name have different bounds");
    }
    long[] sums = new long[counts.length];
    Arrays.setAll(sums, i -> counts[i] + other.counts[i]);
    return new Buckets(bounds, sums, sum + other.sum);
  }

  /**
   * The value that this share of all is not above, guessed within its bucket; NaN if there is none.
   */
  double quantile(double share) {
    long count = count();
    if (count == 0) {
      return Double.NaN;
    }
    double rank = share * count;
    long below = 0;
    int bucket = 0;
    while (bucket < bounds.length && below + counts[bucket] < rank) {
      below += counts[bucket];
      bucket++;
    }
    if (bucket == bounds.length) {
      return bounds[bounds.length - 1];
    }
    double lower = bucket == 0 ? 0 : bounds[bucket - 1];
    return lower + (bounds[bucket] - lower) * ((rank - below) / counts[bucket]);
  }
}
