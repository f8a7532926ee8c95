package io.gyre.engine.memory;

import io.gyre.config.ConfigBinder;
import io.gyre.spi.engine.Engine;
import io.gyre.tck.FakeContext;
import io.gyre.tck.PresenceContract;

/** The memory engine as a presence manager. */
class MemoryPresenceTest extends PresenceContract {
  @Override
  protected Engine engine(FakeContext context) {
    return new MemoryEngineProvider()
        .create(ConfigBinder.defaults(MemoryEngineConfig.class), context);
  }
}
