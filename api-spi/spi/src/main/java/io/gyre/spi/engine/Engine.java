package io.gyre.spi.engine;

import io.gyre.spi.Service;
import java.util.Optional;

/**
 * One back end seen through up to three capabilities. {@link #run} keeps its connections alive and
 * reconnects by itself; it is ready when the capabilities may be called.
 */
public interface Engine extends Service {

  /** PUB/SUB and history. */
  Optional<Broker> broker();

  /** Presence. */
  Optional<PresenceManager> presence();

  /** Control messages between nodes; without it a node is alone. */
  Optional<Controller> controller();
}
