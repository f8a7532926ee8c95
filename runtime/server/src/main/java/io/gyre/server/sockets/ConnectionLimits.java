package io.gyre.server.sockets;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Bounds how many connections a node holds and how fast they come. Thread-safe. The rate is a
 * bucket of tokens as large as the configured number, into which one falls each second, as the
 * original has it.
 */
public final class ConnectionLimits {
  private static final double NANOS_PER_TOKEN = 1e9;

  private final int connectionsMax;
  private final int burst;
  private final LongSupplier nanoTime;
  private final Runnable refused;
  private final AtomicInteger connections = new AtomicInteger();
  private double tokens;
  private long refilledAt;

  /**
   * Makes limits; 0 means none.
   *
   * @param connectionsMax open connections of the node
   * @param burst connections at once, see above
   * @param nanoTime a monotonic clock
   * @param refused is told of each connection for which the node is full
   */
  public ConnectionLimits(int connectionsMax, int burst, LongSupplier nanoTime, Runnable refused) {
    this.connectionsMax = connectionsMax;
    this.burst = burst;
    this.nanoTime = nanoTime;
    this.refused = refused;
    this.tokens = burst;
    this.refilledAt = nanoTime.getAsLong();
  }

  /** Takes a place for a connection; if that worked, {@link #leave} has to follow once. */
  public boolean enter() {
    boolean full = connections.incrementAndGet() > connectionsMax && connectionsMax > 0;
    if (full || (burst > 0 && !takeToken())) {
      connections.decrementAndGet();
      if (full) {
        refused.run();
      }
      return false;
    }
    return true;
  }

  /** Gives the place back. */
  public void leave() {
    connections.decrementAndGet();
  }

  /** How many connections are open. */
  public int connections() {
    return connections.get();
  }

  private synchronized boolean takeToken() {
    long now = nanoTime.getAsLong();
    tokens = Math.min(burst, tokens + (now - refilledAt) / NANOS_PER_TOKEN);
    refilledAt = now;
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    return true;
  }
}
