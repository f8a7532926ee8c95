package io.gyre.tck;

import io.gyre.spi.engine.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Runs an engine while one of its capabilities is tested. */
abstract class EngineContract {
  private final FakeContext context = new FakeContext();
  private Engine engine;
  private ServiceRunner runner;

  /** Makes the engine under test; the contract runs and stops it. */
  protected abstract Engine engine(FakeContext context);

  @BeforeEach
  final void startEngine() {
    engine = engine(context);
    runner = ServiceRunner.startReady(engine);
  }

  @AfterEach
  final void stopEngine() {
    runner.close();
  }

  /** What the engine was lent. */
  protected final FakeContext context() {
    return context;
  }

  /** The engine, which runs. */
  final Engine engine() {
    return engine;
  }
}
