package io.gyre.engine.memory;

import io.gyre.config.ConfigBinder;
import io.gyre.spi.engine.Engine;
import io.gyre.tck.FakeContext;
import io.gyre.tck.HistoryContract;

/** The memory engine as a broker. */
class MemoryBrokerTest extends HistoryContract {
  @Override
  protected Engine engine(FakeContext context) {
    return new MemoryEngineProvider()
        .create(ConfigBinder.defaults(MemoryEngineConfig.class), context);
  }
}
