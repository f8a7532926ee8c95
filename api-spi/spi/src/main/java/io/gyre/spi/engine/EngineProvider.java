package io.gyre.spi.engine;

import io.gyre.spi.Provider;

/** Makes an {@link Engine}. */
public interface EngineProvider<C extends Record> extends Provider<C, EngineContext, Engine> {}
