package io.gyre.spi.web;

import io.gyre.spi.transport.ConnectionInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;

/** The server's event threads, lent to transports. Thread-safe. */
public interface Sockets {

  /**
   * Takes a connection over. The transport calls it from its {@link Mounts#upgrade upgrader} once
   * the answer to the handshake is written, and returns the result to the HTTP server; from there
   * on the socket belongs to an event thread, a session is opened for it, and what {@code codec}
   * decodes goes to that session. The thread that served HTTP ends.
   *
   * @param codec of this connection alone
   */
  ServerConnection adopt(
      ConnectionContext context, ConnectionInfo info, WireCodec codec, WireTimes times);
}
