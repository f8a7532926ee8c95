package io.gyre.core.session;

import io.gyre.core.backend.Calls;
import io.gyre.core.backend.Engines;
import io.gyre.core.backend.Proxies;
import io.gyre.core.hub.Hub;
import io.gyre.core.meter.NodeMeters;
import io.gyre.spi.NodeInfo;
import io.gyre.spi.auth.Authenticator;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What surrounds the sessions of a node: the same for all of them.
 *
 * @param node names the node to clients
 * @param hub who is subscribed to what
 * @param engines what keeps channels and presence
 * @param authenticator reads tokens
 * @param backend the application
 * @param calls carries blocking work
 * @param settings the configuration as of now
 * @param clock the time of day, for expiries
 * @param ids makes client ids
 * @param registry the sessions of the node
 * @param meters counts what happens
 */
public record Environment(
    NodeInfo node,
    Hub hub,
    Engines engines,
    Authenticator authenticator,
    Proxies backend,
    Calls calls,
    Supplier<Settings> settings,
    InstantSource clock,
    Ids ids,
    Registry registry,
    NodeMeters meters) {

  /** Seconds since 1970. */
  long nowSeconds() {
    return clock.millis() / 1000;
  }
}
