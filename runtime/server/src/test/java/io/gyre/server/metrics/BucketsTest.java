package io.gyre.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BucketsTest {
  private static final double[] BOUNDS = {1, 2, 4};

  @Test
  void aQuantileIsGuessedWithinItsBucket() {
    Buckets buckets = new Buckets(BOUNDS, new long[] {0, 10, 10, 0}, 50);

    assertEquals(1.5, buckets.quantile(0.25));
    assertEquals(2, buckets.quantile(0.5));
    assertEquals(3, buckets.quantile(0.75));
  }

  @Test
  void aQuantileBeyondTheLastBoundIsThatBound() {
    assertEquals(4, new Buckets(BOUNDS, new long[] {0, 0, 0, 1}, 9).quantile(0.5));
  }

  @Test
  void nothingHasNoQuantile() {
    assertEquals(Double.NaN, new Buckets(BOUNDS, new long[4], 0).quantile(0.5));
  }
}
