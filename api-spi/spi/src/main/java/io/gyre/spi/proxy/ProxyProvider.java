package io.gyre.spi.proxy;

import io.gyre.spi.ComponentContext;
import io.gyre.spi.Provider;

/**
 * Makes a {@link Proxy}. Its {@link #type()} is the scheme of the endpoints it serves: {@code
 * type:} something in the configuration.
 */
public interface ProxyProvider<C extends Record> extends Provider<C, ComponentContext, Proxy> {}
