package io.gyre.server.sockets;

import io.gyre.spi.web.PeerWatch;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a peer that has nothing more to say, to notice its end. Made and used by the thread
 * that writes to the peer.
 */
final class PeerEnd implements PeerWatch {
  private final Thread writer = Thread.currentThread();
  private @Nullable Thread reader;
  private boolean over;

  @Override
  public void begin() {
    if (reader == null && WatchedConnections.CURRENT.isBound()) {
      ConnectionContext connection = WatchedConnections.CURRENT.get();
      reader = Thread.ofVirtual().name("stream-peer").start(() -> read(connection));
    }
  }

  private void read(ConnectionContext connection) {
    try {
      connection.dataReader().pullData();
      return; // a request behind the stream, which is not going to be answered
    } catch (RuntimeException ended) {
      // the peer hung up, or the stream is over and this thread was interrupted
    }
    synchronized (this) {
      if (!over) {
        writer.interrupt();
      }
    }
  }

  /**
   * The response is over, and if the peer was read beside HTTP, so is the connection.
   *
   * @throws CloseConnectionException to leave the HTTP server with
   */
  void close() {
    Thread reading = reader;
    if (reading == null) {
      return;
    }
    reader = null;
    synchronized (this) {
      over = true;
    }
    Thread.interrupted(); // of no concern to what the server does next
    reading.interrupt(); // closes the socket
    throw new CloseConnectionException("a stream is the last response of its connection");
  }
}
