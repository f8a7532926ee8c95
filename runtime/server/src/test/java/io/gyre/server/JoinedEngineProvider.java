package io.gyre.server;

import io.gyre.engine.memory.MemoryEngineConfig;
import io.gyre.engine.memory.MemoryEngineProvider;
import io.gyre.spi.Run;
import io.gyre.spi.engine.Broker;
import io.gyre.spi.engine.Controller;
import io.gyre.spi.engine.Engine;
import io.gyre.spi.engine.EngineContext;
import io.gyre.spi.engine.EngineProvider;
import io.gyre.spi.engine.PresenceManager;
import io.gyre.tck.NodesInMemory;
import java.util.Optional;

/** The memory engine of each node, with control messages between them. */
final class JoinedEngineProvider implements EngineProvider<MemoryEngineConfig> {
  private final NodesInMemory network;

  JoinedEngineProvider(NodesInMemory network) {
    this.network = network;
  }

  @Override
  public String type() {
    return "joined";
  }

  @Override
  public Class<MemoryEngineConfig> configType() {
    return MemoryEngineConfig.class;
  }

  @Override
  public Engine create(MemoryEngineConfig config, EngineContext context) {
    Engine memory = new MemoryEngineProvider().create(config, context);
    String node = context.node().id();
    return new Joined(memory, network, node, network.join(node, context.control()));
  }

  private record Joined(Engine memory, NodesInMemory network, String node, Controller way)
      implements Engine {
    @Override
    public Optional<Broker> broker() {
      return memory.broker();
    }

    @Override
    public Optional<PresenceManager> presence() {
      return memory.presence();
    }

    @Override
    public Optional<Controller> controller() {
      return Optional.of(way);
    }

    @Override
    public void run(Run run) throws Exception {
      try {
        memory.run(run);
      } finally {
        network.leave(node);
      }
    }
  }
}
