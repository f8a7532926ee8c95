package io.gyre.server.guard;

import io.gyre.spi.web.SurroundedConnection;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.spi.ServerConnection;
import java.net.SocketAddress;
import java.time.Duration;

/** An HTTP/1.1 connection from its first byte to its last response. */
final class GuardedConnection extends SurroundedConnection {
  private static final Duration DRAIN_TIME = Duration.ofSeconds(1);

  private final GuardedContext context;
  private final SocketAddress address;

  GuardedConnection(ServerConnection inner, GuardedContext context, SocketAddress address) {
    super(inner);
    this.context = context;
    this.address = address;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    Peer peer = context.peer();
    Peers peers = context.peers();
    try {
      super.handle(limit);
    } finally {
      if (context.bytes().isUnread()) {
        peer.drain(!context.isSecure(), peers.now() + DRAIN_TIME.toNanos());
      }
      peers.forget(address, peer);
    }
  }

  @Override
  public void close(boolean interrupt) {
    context.bytes().recall();
    super.close(interrupt);
  }

  /** The guard knows better than the server, which looks every two minutes. */
  @Override
  public Duration idleTime() {
    return Duration.ZERO;
  }
}
