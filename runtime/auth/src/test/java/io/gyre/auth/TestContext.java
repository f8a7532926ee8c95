package io.gyre.auth;

import io.gyre.spi.ComponentContext;
import io.gyre.spi.Meters;
import io.gyre.spi.NodeInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** What the server would lend: a clock that tests set, and counters that they read. */
final class TestContext implements ComponentContext, InstantSource, Meters {
  final Map<String, Long> counted = new ConcurrentHashMap<>();
  private volatile Instant now = Instant.ofEpochSecond(1_700_000_000);

  /** Moves the clock; tests do so from one thread. */
  void pass(Duration time) {
    now = instant().plus(time);
  }

  long seconds() {
    return instant().getEpochSecond();
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public String name() {
    return "jwt";
  }

  @Override
  public NodeInfo node() {
    return new NodeInfo("id", "name", "0");
  }

  @Override
  public System.Logger log() {
    return System.getLogger("test");
  }

  @Override
  public Meters meters() {
    return this;
  }

  @Override
  public InstantSource clock() {
    return this;
  }

  @Override
  public Counter counter(String name, String... labels) {
    return amount -> counted.merge(String.join(",", labels), amount, Long::sum);
  }

  @Override
  public Timer timer(String name, String... labels) {
    return nanos -> {};
  }

  @Override
  public void gauge(String name, LongSupplier value, String... labels) {}
}
