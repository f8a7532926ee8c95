package io.gyre.engine.memory;

import io.gyre.spi.Run;
import io.gyre.spi.engine.Broker;
import io.gyre.spi.engine.Controller;
import io.gyre.spi.engine.Engine;
import io.gyre.spi.engine.EngineContext;
import io.gyre.spi.engine.PresenceManager;
import java.time.Duration;
import java.util.Optional;

/**
 * Streams and presence of one node. What expired is never seen, because every access looks at the
 * clock; the run only gives its memory back. Thread-safe.
 */
final class MemoryEngine implements Engine {
  private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);

  private final MemoryBroker broker;
  private final MemoryPresence presence;

  MemoryEngine(MemoryEngineConfig config, EngineContext context) {
    this.broker = new MemoryBroker(config, context);
    this.presence = new MemoryPresence();
  }

  @Override
  public Optional<Broker> broker() {
    return Optional.of(broker);
  }

  @Override
  public Optional<PresenceManager> presence() {
    return Optional.of(presence);
  }

  @Override
  public Optional<Controller> controller() {
    return Optional.empty();
  }

  @Override
  public void run(Run run) throws InterruptedException {
    run.ready();
    while (run.pause(SWEEP_EVERY)) {
      broker.sweep();
    }
  }
}
