package io.gyre.server.plugin;

import io.gyre.spi.engine.EngineProvider;

/** The providers of the server, and one more of a test. */
public final class BuiltIn {
  private BuiltIn() {}

  /** What is on the class path, and an engine. */
  public static Providers and(EngineProvider<?> engine) {
    ClassLoader loader = BuiltIn.class.getClassLoader();
    Providers.Collector found = new Providers.Collector();
    new ProviderReader(loader, "built-in", found).readAll();
    found.add(Door.ENGINE, new Offer<>(engine.type(), engine, "test", new InPlugin(loader)));
    return found.finish();
  }
}
