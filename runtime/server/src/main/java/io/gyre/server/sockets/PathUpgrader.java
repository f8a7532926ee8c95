package io.gyre.server.sockets;

import io.gyre.server.guard.GuardedPort;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the upgrader for a path, lets it in if the limits allow, and gives the place back when its
 * connection is over. Filled before the port opens, then read from many threads.
 */
final class PathUpgrader implements Http1Upgrader {
  private final String protocol;
  private final ConnectionLimits limits;
  private final Map<String, Http1Upgrader> byPath = new HashMap<>();

  PathUpgrader(String protocol, ConnectionLimits limits) {
    this.protocol = protocol;
    this.limits = limits;
  }

  void add(String path, Http1Upgrader upgrader) {
    if (byPath.putIfAbsent(path, upgrader) != null) {
      throw new IllegalArgumentException(
          "two transports want protocol=" + protocol + " path=" + path);
    }
  }

  @Override
  public String supportedProtocol() {
    return protocol;
  }

  @Override
  @SuppressWarnings("NullAway") // the HTTP server reads null as: not for an upgrader
  public @Nullable ServerConnection upgrade(
      ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
    Http1Upgrader upgrader = byPath.get(prologue.uriPath().path());
    if (upgrader == null) {
      return null;
    }
    if (!limits.enter()) {
      throw full();
    }
    ServerConnection connection = null;
    try {
      connection = counted(upgrader.upgrade(context, prologue, headers));
      if (connection != null) {
        GuardedPort.release(context);
      }
      return connection;
    } finally {
      if (connection == null) {
        limits.leave();
      }
    }
  }

  private @Nullable ServerConnection counted(@Nullable ServerConnection connection) {
    if (connection instanceof AdoptedConnection adopted) {
      adopted.atEnd(limits::leave);
      return adopted;
    }
    return connection == null ? null : new CountedConnection(connection, limits::leave);
  }

  private static RequestException full() {
    return RequestException.builder()
        .type(EventType.OTHER)
        .status(Status.SERVICE_UNAVAILABLE_503)
        .message("too many connections")
        .setKeepAlive(false)
        .build();
  }

  /** A connection that its upgrader serves by itself. */
  private record CountedConnection(ServerConnection inner, Runnable leave)
      implements ServerConnection {

    @Override
    public void handle(Limit limit) throws InterruptedException {
      try {
        inner.handle(limit);
      } finally {
        leave.run();
      }
    }

    @Override
    public Duration idleTime() {
      return inner.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
      inner.close(interrupt);
    }
  }
}
