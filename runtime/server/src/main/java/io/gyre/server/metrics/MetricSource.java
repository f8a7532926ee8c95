package io.gyre.server.metrics;

/** Adds its metrics to a scrape. Must not block; called from any thread. */
@FunctionalInterface
public interface MetricSource {
  /** Adds values read now. */
  void collect(Scrape scrape);
}
