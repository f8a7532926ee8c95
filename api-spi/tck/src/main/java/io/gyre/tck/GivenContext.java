package io.gyre.tck;

import io.gyre.spi.Meters;
import io.gyre.spi.NodeInfo;
import io.gyre.spi.engine.BrokerListener;
import io.gyre.spi.engine.ControlListener;
import io.gyre.spi.engine.EngineContext;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What an engine is lent by those who bring an ear, a clock and chance of their own, such as a
 * simulation or a benchmark: unlike a {@link FakeContext} it records nothing. As thread-safe as
 * what it is given.
 */
public record GivenContext(BrokerListener channels, InstantSource clock, RandomGenerator random)
    implements EngineContext {
  /** The node of all these contexts. */
  public static final NodeInfo NODE = new NodeInfo("node", "node", "0");

  @Override
  public ControlListener control() {
    return _ -> {};
  }

  @Override
  public String name() {
    return "given";
  }

  @Override
  public NodeInfo node() {
    return NODE;
  }

  @Override
  public System.Logger log() {
    return System.getLogger("io.gyre.tck.component");
  }

  @Override
  public Meters meters() {
    return new Silent();
  }

  private static final class Silent implements Meters {
    @Override
    public Counter counter(String name, String... labels) {
      return _ -> {};
    }

    @Override
    public Timer timer(String name, String... labels) {
      return _ -> {};
    }

    @Override
    public void gauge(String name, LongSupplier value, String... labels) {
      // nobody reads
    }
  }
}
