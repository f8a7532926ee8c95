package io.gyre.spi.transport;

import io.gyre.spi.error.ClientErrorException;
import io.gyre.spi.error.DisconnectException;

/** The door through which every connection enters the server. Thread-safe. */
public interface ClientGateway {

  /**
   * Begins a session.
   *
   * @throws DisconnectException if the server takes no more clients
   */
  Session open(Connection connection, ConnectionInfo info);

  /**
   * Hands a frame to a session of any node, for clients that send by separate requests. Waits for
   * the other node, so the frames of a caller stay in order.
   *
   * @return false if that node is not known; a session that is not known is no failure
   * @throws ClientErrorException if that node does not answer
   */
  boolean emulate(String nodeId, String sessionId, byte[] frame);
}
