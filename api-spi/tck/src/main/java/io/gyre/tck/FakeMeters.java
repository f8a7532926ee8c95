package io.gyre.tck;

import io.gyre.spi.Meters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Meters a test can read. Thread-safe. */
public final class FakeMeters implements Meters {
  private final Map<Name, LongAdder> counters = new ConcurrentHashMap<>();
  private final Map<Name, LongAdder> timers = new ConcurrentHashMap<>();
  private final Map<Name, LongSupplier> gauges = new ConcurrentHashMap<>();

  /** Makes meters that counted nothing. */
  public FakeMeters() {}

  @Override
  public Counter counter(String name, String... labels) {
    return counters.computeIfAbsent(Name.of(name, labels), _ -> new LongAdder())::add;
  }

  @Override
  public Timer timer(String name, String... labels) {
    LongAdder recorded = timers.computeIfAbsent(Name.of(name, labels), _ -> new LongAdder());
    return _ -> recorded.increment();
  }

  @Override
  public void gauge(String name, LongSupplier value, String... labels) {
    gauges.put(Name.of(name, labels), value);
  }

  /** What a counter counted; 0 if nobody asked for it. */
  public long count(String name, String... labels) {
    return counters.getOrDefault(Name.of(name, labels), new LongAdder()).sum();
  }

  /** How many durations a timer recorded; 0 if nobody asked for it. */
  public long recorded(String name, String... labels) {
    return timers.getOrDefault(Name.of(name, labels), new LongAdder()).sum();
  }

  /** What a gauge shows; 0 if there is none. */
  public long value(String name, String... labels) {
    return gauges.getOrDefault(Name.of(name, labels), () -> 0).getAsLong();
  }

  private record Name(String name, List<String> labels) {
    static Name of(String name, String... labels) {
      if (labels.length % 2 != 0) {
        throw new IllegalArgumentException("labels come in pairs: " + Arrays.toString(labels));
      }
      return new Name(name, List.of(labels));
    }
  }
}
