package io.gyre.server.metrics;

import io.gyre.core.meter.Distribution;
import io.gyre.core.meter.MeterVisitor;
import io.gyre.core.meter.NodeMeters;

/** What the core counted, under the prefix that all its metrics share. */
public final class CoreMetrics implements MetricSource {
  private static final String PREFIX = "centrifugo_";
  private static final String RECOVERED = "client_recovered_publications";

  private final NodeMeters meters;
  private final boolean recoveredPublications;

  /**
   * Shows the meters of a node.
   *
   * @param recoveredPublications whether to show how many publications each recovery brought back
   */
  public CoreMetrics(NodeMeters meters, boolean recoveredPublications) {
    this.meters = meters;
    this.recoveredPublications = recoveredPublications;
  }

  @Override
  public void collect(Scrape scrape) {
    meters.visit(
        new MeterVisitor() {
          @Override
          public void count(String name, long value, String... labels) {
            scrape.count(PREFIX + name, (double) value, labels);
          }

          @Override
          public void level(String name, long value, String... labels) {
            scrape.level(PREFIX + name, (double) value, labels);
          }

          @Override
          public void distribution(String name, Distribution distribution, String... labels) {
            if (recoveredPublications || !name.equals(RECOVERED)) {
              scrape.distribution(PREFIX + name, buckets(distribution), labels);
            }
          }
        });
  }

  private static Buckets buckets(Distribution distribution) {
    double[] bounds = new double[distribution.buckets() - 1];
    long[] counts = new long[distribution.buckets()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = distribution.count(i);
      if (i < bounds.length) {
        bounds[i] = distribution.bound(i);
      }
    }
    return new Buckets(bounds, counts, distribution.sum());
  }
}
