package io.gyre.engine.memory;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.spi.Provider;
import io.gyre.spi.engine.EngineProvider;
import io.gyre.tck.FakeContext;
import io.gyre.tck.ProviderContract;
import org.junit.jupiter.api.Test;

/** The memory engine as a plugin. */
class MemoryEngineProviderTest extends ProviderContract<MemoryEngineConfig> {
  @Override
  protected Provider<MemoryEngineConfig, ?, ?> provider() {
    return new MemoryEngineProvider();
  }

  @Override
  protected Class<?> door() {
    return EngineProvider.class;
  }

  @Test
  void refusesBoundsThatAreTooSmallAndNamesTheKey() {
    MemoryEngineConfig tiny = new MemoryEngineConfig(1_000, 1);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new MemoryEngineProvider().create(tiny, new FakeContext()));
    assertTrue(refused.toString().contains("idempotency_keys_max"), refused::toString);
  }
}
