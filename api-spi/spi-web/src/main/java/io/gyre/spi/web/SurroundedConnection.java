package io.gyre.spi.web;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;

/**
 * A connection that does what another does, and more: subclasses add what happens before, after or
 * instead. Made by {@link SurroundedConnections}; thread-safe if the other connection is.
 */
public abstract class SurroundedConnection implements ServerConnection, InterruptableTask<Void> {
  private final ServerConnection inner;

  /** Surrounds {@code inner}. */
  protected SurroundedConnection(ServerConnection inner) {
    this.inner = inner;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    inner.handle(limit);
  }

  @Override
  public Duration idleTime() {
    return inner.idleTime();
  }

  @Override
  public void close(boolean interrupt) {
    inner.close(interrupt);
  }

  @Override
  public boolean canInterrupt() {
    return !(inner instanceof InterruptableTask<?> task) || task.canInterrupt();
  }

  /** Never called: the server calls {@link #handle}. */
  @Override
  public final Void call() {
    throw new UnsupportedOperationException("the server calls handle");
  }
}
