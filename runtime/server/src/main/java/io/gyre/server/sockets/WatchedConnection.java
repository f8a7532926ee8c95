package io.gyre.server.sockets;

import io.gyre.spi.web.SurroundedConnection;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import org.jspecify.annotations.Nullable;

/**
 * A connection of HTTP/1.1 that the handlers of its requests know, because its thread does.
 * Thread-safe.
 */
final class WatchedConnection extends SurroundedConnection {
  /** The connection of this thread; not bound where requests share one. */
  static final ScopedValue<WatchedConnection> CURRENT = ScopedValue.newInstance();

  private final ConnectionContext context;
  private volatile @Nullable AdoptedConnection successor;

  WatchedConnection(ServerConnection inner, ConnectionContext context) {
    super(inner);
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
          super.handle(limit);
          return null;
        });
  }

  @Override
  public void close(boolean interrupt) {
    AdoptedConnection present = successor;
    if (present == null) {
      super.close(interrupt);
    } else {
      present.close(interrupt);
    }
  }
}
