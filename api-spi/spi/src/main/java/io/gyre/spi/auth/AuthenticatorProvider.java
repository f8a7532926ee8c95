package io.gyre.spi.auth;

import io.gyre.spi.ComponentContext;
import io.gyre.spi.Provider;

/** Makes an {@link Authenticator}. */
public interface AuthenticatorProvider<C extends Record>
    extends Provider<C, ComponentContext, Authenticator> {}
