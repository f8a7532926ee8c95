package io.gyre.server.sockets;

import io.gyre.http2.RequestStream;
import io.gyre.spi.error.DisconnectException;
import io.gyre.spi.transport.ConnectionInfo;
import io.gyre.spi.web.StreamPeer;
import io.gyre.spi.web.WireCodec;
import io.gyre.spi.web.WireTimes;

/**
 * The peer of one response that lasts, whose connection may go to a shard. Made and used by the
 * thread that serves the request.
 */
final class RequestPeer implements StreamPeer {
  private final AdoptedSockets sockets;
  private final Runnable leave;
  private boolean adopted;

  /** The peer of the calling thread; {@code leave} gives its place back once a shard had it. */
  RequestPeer(AdoptedSockets sockets, Runnable leave) {
    this.sockets = sockets;
    this.leave = leave;
  }

  @Override
  public boolean adoptable() {
    return WatchedConnection.CURRENT.isBound() && !adopted;
  }

  @Override
  public void adopt(ConnectionInfo info, WireCodec codec, WireTimes times) {
    if (!adoptable()) {
      throw new IllegalStateException("other requests share the connection, or it is taken");
    }
    WatchedConnection connection = WatchedConnection.CURRENT.get();
    AdoptedConnection successor =
        new AdoptedConnection(sockets, connection.context(), info, codec, times);
    successor.atEnd(leave);
    connection.successor(successor);
    try {
      successor.begin();
      adopted = true;
    } catch (DisconnectException full) {
      connection.successor(null);
      throw full;
    }
  }

  @Override
  public void whenGone(Runnable action) {
    RequestStream.current().ifPresent(stream -> stream.whenGone(action));
  }

  /** Whether a shard has the connection, or had it. */
  boolean adopted() {
    return adopted;
  }
}
