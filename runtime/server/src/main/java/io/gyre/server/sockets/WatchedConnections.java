package io.gyre.server.sockets;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets handlers of HTTP/1.1 requests know the connection they are served on. Thread-safe. */
final class WatchedConnections implements ServerConnectionSelector {
  /** The connection of this thread; not bound where requests share one. */
  static final ScopedValue<Watched> CURRENT = ScopedValue.newInstance();

  private final ServerConnectionSelector http1;

  WatchedConnections(ServerConnectionSelector http1) {
    this.http1 = http1;
  }

  @Override
  public int bytesToIdentifyConnection() {
    return http1.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return http1.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http1.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    return new Watched(http1.connection(context), context);
  }

  /** A connection whose thread knows it. */
  static final class Watched implements ServerConnection, InterruptableTask<Void> {
    private final ServerConnection inner;
    private final ConnectionContext context;
    private volatile @Nullable AdoptedConnection successor;

    private Watched(ServerConnection inner, ConnectionContext context) {
      this.inner = inner;
      this.context = context;
    }

    ConnectionContext context() {
      return context;
    }

    /** From now on the connection is no longer HTTP, unless it is null. */
    void successor(@Nullable AdoptedConnection connection) {
      successor = connection;
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
      ScopedValue.where(CURRENT, this)
          .<Void, InterruptedException>call(() -> {
            inner.handle(limit);
            return null;
          });
    }

    @Override
    public Duration idleTime() {
      return inner.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
      AdoptedConnection present = successor;
      if (present == null) {
        inner.close(interrupt);
      } else {
        present.close(interrupt);
      }
    }

    @Override
    public boolean canInterrupt() {
      return !(inner instanceof InterruptableTask<?> task) || task.canInterrupt();
    }

    @Override
    public Void call() {
      throw new UnsupportedOperationException("the server calls handle");
    }
  }
}
