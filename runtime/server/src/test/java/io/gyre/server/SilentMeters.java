package io.gyre.server;

import io.gyre.spi.Meters;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Meters that only count. */
final class SilentMeters implements Meters {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  long count(String name) {
    return counts.getOrDefault(name, new LongAdder()).sum();
  }

  @Override
  public Counter counter(String name, String... labels) {
    return counts.computeIfAbsent(name, ignored -> new LongAdder())::add;
  }

  @Override
  public Timer timer(String name, String... labels) {
    return nanos -> {};
  }

  @Override
  public void gauge(String name, LongSupplier value, String... labels) {}
}
