package io.gyre.transport.grpc;

import io.gyre.spi.web.SurroundedConnection;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.spi.ServerConnection;
import java.net.SocketAddress;

/** Tells the streams of a connection that it ended. Thread-safe. */
final class WatchedConnection extends SurroundedConnection {
  private final SocketAddress peer;
  private final OpenStreams streams;

  WatchedConnection(ServerConnection inner, SocketAddress peer, OpenStreams streams) {
    super(inner);
    this.peer = peer;
    this.streams = streams;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    try {
      super.handle(limit);
    } finally {
      streams.ended(peer);
    }
  }
}
