package io.gyre.server.sockets;

import io.gyre.spi.transport.ClientGateway;
import io.gyre.spi.transport.ConnectionInfo;
import io.gyre.spi.web.Sockets;
import io.gyre.spi.web.WireCodec;
import io.gyre.spi.web.WireTimes;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;

/** Moves connections of the HTTP server to the event threads. Thread-safe. */
public final class AdoptedSockets implements Sockets {
  private final ShardLoops loops;
  private final ClientGateway gateway;
  private final Detach detach;

  /** Sockets go to {@code loops}, their sessions are opened at {@code gateway}. */
  public AdoptedSockets(ShardLoops loops, ClientGateway gateway, Detach detach) {
    this.loops = loops;
    this.gateway = gateway;
    this.detach = detach;
  }

  @Override
  public ServerConnection adopt(
      ConnectionContext context, ConnectionInfo info, WireCodec codec, WireTimes times) {
    return new AdoptedConnection(this, context, info, codec, times);
  }

  ShardLoops loops() {
    return loops;
  }

  ClientGateway gateway() {
    return gateway;
  }

  Detach detach() {
    return detach;
  }
}
