package io.gyre.server;

import io.gyre.core.node.Node;
import io.gyre.spi.NodeInfo;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * A server that is put together: starts in the order of dependence and stops in the reverse. Used
 * by one thread.
 */
final class Server {
  private static final System.Logger LOG = System.getLogger("gyre.server");
  private static final Duration FAILED_START_MAX = Duration.ofSeconds(1);
  private final NodeInfo identity;
  private final ServiceGroup group;
  private final Waves waves;
  private final Listeners listeners;
  private final Node node;
  private final Reload reload;

  Server(
      NodeInfo identity,
      ServiceGroup group,
      Waves waves,
      Listeners listeners,
      Node node,
      Reload reload) {
    this.identity = identity;
    this.group = group;
    this.waves = waves;
    this.listeners = listeners;
    this.node = node;
    this.reload = reload;
  }

  NodeInfo identity() {
    return identity;
  }

  ServiceGroup group() {
    return group;
  }

  Listeners listeners() {
    return listeners;
  }

  Reload reload() {
    return reload;
  }

  /**
   * Starts everything and returns when clients are served.
   *
   * @throws StartFailed if a port is taken
   * @throws ServiceFailed if an engine or transport fails
   */
  void start(StartDeadline deadline) throws InterruptedException {
    try {
      startInOrder(deadline);
    } catch (RuntimeException failure) {
      group.stop(FAILED_START_MAX);
      throw failure;
    }
  }

  private void startInOrder(StartDeadline deadline) throws InterruptedException {
    deadline.stage("waiting for engines");
    group.start(waves.engines());
    group.awaitReady();
    deadline.stage("waiting for shards");
    group.start(waves.shards());
    group.awaitReady();
    deadline.stage("opening ports");
    listeners.open();
    deadline.stage("waiting for transports");
    group.start(waves.transports());
    group.awaitReady();
    group.start(waves.consumers());
  }

  /** Stops what was started, in the reverse order; each step has at most {@code limit}. */
  void stop(Duration limit) {
    LOG.log(Level.INFO, "stopping clients={0}", node.stats().clients());
    group.stopLast(limit); // consumers: nothing new comes in
    node.drain(); // while there are ports, so that clients learn why
    group.stopLast(limit); // transports of their own
    listeners.close();
    group.stop(limit); // shards write what waits, then engines
  }
}
