package io.gyre.spi.engine;

import io.gyre.spi.ComponentContext;
import java.util.random.RandomGenerator;

/** What an engine is lent: its two ears are there from the beginning. */
public interface EngineContext extends ComponentContext {

  /** Hears publications and memberships. */
  BrokerListener channels();

  /** Hears control messages. */
  ControlListener control();

  /** The source of epochs, so that a test can repeat a run. Thread-safe. */
  RandomGenerator random();
}
