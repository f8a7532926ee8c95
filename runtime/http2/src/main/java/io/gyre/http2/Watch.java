package io.gyre.http2;

import io.gyre.spi.web.SurroundedConnection;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks after the connections of a port, one after the other, as long as there are any: from a
 * thread of its own, since those of a connection may all be waiting for its peer. Thread-safe.
 */
final class Watch {
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  private final Set<WatchedPeer> peers = ConcurrentHashMap.newKeySet();
  private boolean running;

  /** A connection whose peer is looked after while it is served. */
  ServerConnection over(ServerConnection connection, WatchedPeer peer) {
    return new SurroundedConnection(connection) {
      @Override
      public void handle(Limit limit) throws InterruptedException {
        peers.add(peer);
        start();
        try {
          super.handle(limit);
        } finally {
          peers.remove(peer);
        }
      }
    };
  }

  private synchronized void start() {
    if (!running) {
      running = true;
      Thread.ofVirtual().name("http2-watch").start(this::run);
    }
  }

  private void run() {
    do {
      try {
        Thread.sleep(LOOK_EVERY);
      } catch (InterruptedException nobodyDoes) {
        Thread.currentThread().interrupt();
      }
      long now = System.nanoTime();
      peers.forEach(peer -> peer.look(now));
    } while (goesOn());
  }

  private synchronized boolean goesOn() {
    running = !peers.isEmpty();
    return running;
  }
}
