package io.gyre.server;

import io.gyre.config.ConfigBinder;
import io.gyre.engine.memory.MemoryEngineConfig;
import io.gyre.spi.engine.Engine;
import io.gyre.tck.ControllerContract;
import io.gyre.tck.FakeContext;
import io.gyre.tck.NodesInMemory;

/** What {@link TwoNodesTest} proves of two servers stands on a controller that keeps its word. */
class JoinedControllerTest extends ControllerContract {
  private final NodesInMemory network = new NodesInMemory();

  @Override
  protected Engine engine(FakeContext context) {
    return new JoinedEngineProvider(network)
        .create(ConfigBinder.defaults(MemoryEngineConfig.class), context);
  }
}
