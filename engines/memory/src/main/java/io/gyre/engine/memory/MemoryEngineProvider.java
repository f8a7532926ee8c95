package io.gyre.engine.memory;

import io.gyre.spi.engine.Engine;
import io.gyre.spi.engine.EngineContext;
import io.gyre.spi.engine.EngineProvider;

/** Makes the engine of a single node, {@code engine.type: memory}. */
public final class MemoryEngineProvider implements EngineProvider<MemoryEngineConfig> {

  /** Called by the service loader. */
  public MemoryEngineProvider() {}

  @Override
  public String type() {
    return "memory";
  }

  @Override
  public Class<MemoryEngineConfig> configType() {
    return MemoryEngineConfig.class;
  }

  @Override
  public Engine create(MemoryEngineConfig config, EngineContext context) {
    requireAtLeast("streams_max", config.streamsMax());
    requireAtLeast("idempotency_keys_max", config.idempotencyKeysMax());
    return new MemoryEngine(config, context);
  }

  private static void requireAtLeast(String key, int value) {
    if (value < Stripe.COUNT) {
      throw new IllegalArgumentException(key + " must be at least " + Stripe.COUNT + ": " + value);
    }
  }
}
