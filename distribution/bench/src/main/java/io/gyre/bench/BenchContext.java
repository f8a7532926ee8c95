package io.gyre.bench;

import io.gyre.spi.Meters;
import io.gyre.spi.NodeInfo;
import io.gyre.spi.channel.Membership;
import io.gyre.spi.engine.BrokerListener;
import io.gyre.spi.engine.ControlListener;
import io.gyre.spi.engine.Delivery;
import io.gyre.spi.engine.EngineContext;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** What a benchmark lends to the component it measures; its meters count nothing. */
record BenchContext(BrokerListener channels, RandomGenerator random) implements EngineContext {
  static final NodeInfo NODE = new NodeInfo("node", "node", "0");

  /** Hears nothing, for components that say nothing. */
  static final BrokerListener DEAF =
      new BrokerListener() {
        @Override
        public void onPublication(Delivery delivery) {}

        @Override
        public void onMembership(String channel, Membership membership) {}
      };

  @Override
  public ControlListener control() {
    return _ -> {};
  }

  @Override
  public String name() {
    return "bench";
  }

  @Override
  public NodeInfo node() {
    return NODE;
  }

  @Override
  public InstantSource clock() {
    return InstantSource.system();
  }

  @Override
  public System.Logger log() {
    return System.getLogger("bench");
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
