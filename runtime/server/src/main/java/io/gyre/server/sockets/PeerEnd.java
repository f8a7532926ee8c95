package io.gyre.server.sockets;

import io.gyre.spi.web.PeerWatch;
import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a peer that has nothing more to say, to notice its end. Made and used by the thread
 * that writes to the peer.
 */
final class PeerEnd implements PeerWatch {
  /** A peer that sends more behind its request than this is cut. */
  private static final int READS_MAX = 64;

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
    DataReader bytes = connection.dataReader();
    try {
      // A request behind the stream is not going to be answered; a few bytes of one are let be.
      for (int reads = 0; reads < READS_MAX; reads++) {
        bytes.pullData(); // may bring none: what keeps the encryption going counts too
      }
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
