package io.gyre.server.metrics;

import io.gyre.spi.Meters;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The meters of the server and its components. A name is shown as it was asked for. A component may
 * make only so many series; what it asks for beyond is counted and not shown.
 */
public final class PrometheusMeters implements Meters, MetricSource {
  /** How many series all components together may have. */
  public static final int SERIES_MAX = 20_000;

  private final Store store;
  private final List<String> labels;

  private record Id(String name, List<String> labels) {
    String[] labelArray() {
      return labels.toArray(String[]::new);
    }
  }

  /** What all views of the same meters share. */
  private static final class Store {
    final Map<Id, LongAdder> counters = new ConcurrentHashMap<>();
    final Map<Id, Durations> timers = new ConcurrentHashMap<>();
    final Map<Id, LongSupplier> gauges = new ConcurrentHashMap<>();
    final LongAdder refused = new LongAdder();

    boolean isFull() {
      return counters.size() + timers.size() + gauges.size() >= SERIES_MAX;
    }
  }

  /** Meters without labels of their own. */
  public PrometheusMeters() {
    this(new Store(), List.of());
  }

  private PrometheusMeters(Store store, List<String> labels) {
    this.store = store;
    this.labels = labels;
  }

  /** The same meters, lent to a component whose labels they carry. */
  public PrometheusMeters labelled(String... more) {
    return new PrometheusMeters(store, joined(more));
  }

  private List<String> joined(String... more) {
    return Stream.concat(labels.stream(), Stream.of(more)).toList();
  }

  @Override
  public Counter counter(String name, String... more) {
    LongAdder adder = meter(store.counters, new Id(name, joined(more)), LongAdder::new);
    return adder::add;
  }

  @Override
  public Timer timer(String name, String... more) {
    return meter(store.timers, new Id(name, joined(more)), Durations::new);
  }

  @Override
  public void gauge(String name, LongSupplier value, String... more) {
    Id id = new Id(name, joined(more));
    if (store.gauges.containsKey(id) || !store.isFull()) {
      store.gauges.put(id, value);
    } else {
      store.refused.increment();
    }
  }

  /** The meter of this id; beyond the limit, one that nobody reads. */
  private <T> T meter(Map<Id, T> meters, Id id, Supplier<T> maker) {
    T known = meters.get(id);
    if (known != null) {
      return known;
    }
    if (store.isFull()) {
      store.refused.increment();
      return maker.get();
    }
    return meters.computeIfAbsent(id, absent -> maker.get());
  }

  @Override
  public void collect(Scrape scrape) {
    store.counters.forEach(
        (id, count) -> scrape.count(id.name(), (double) count.sum(), id.labelArray()));
    store.timers.forEach(
        (id, durations) -> scrape.distribution(id.name(), durations.read(), id.labelArray()));
    store.gauges.forEach(
        (id, value) -> scrape.level(id.name(), (double) value.getAsLong(), id.labelArray()));
    scrape.count("gyre_meters_refused_total", (double) store.refused.sum());
  }
}
