package io.gyre.server.config;

import io.gyre.core.backend.ClientProxies;
import io.gyre.core.session.ClientConfig;
import io.gyre.spi.Key;

/**
 * Everything under {@code client}: sessions and event proxies. Tokens belong to the authenticator
 * and are bound beside it.
 */
public record ClientSection(
    @Key(doc = "Connection event proxies.") ClientProxies proxy, ClientConfig sessions) {}
