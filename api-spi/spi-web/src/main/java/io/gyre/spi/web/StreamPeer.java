package io.gyre.spi.web;

import io.gyre.spi.error.DisconnectException;
import io.gyre.spi.transport.ConnectionInfo;

/**
 * The peer of a response that lasts. Used by the request's thread only, when the whole request was
 * read: the connection serves no other after this one.
 */
public interface StreamPeer {

  /** Whether the connection carries this request alone, so that {@link #adopt} can have it. */
  boolean adoptable();

  /**
   * Moves the connection to the server's event threads, as {@link Sockets#adopt} does, in the
   * middle of HTTP/1.1: {@code codec} writes the response from its status line to its end, see
   * {@link ResponseHead} and {@link Chunks}. The handler then returns and leaves request and
   * response alone. The place among the server's connections is kept until the peer is gone.
   *
   * @param codec of this connection alone
   * @throws DisconnectException if the server takes no more clients; the response is still the
   *     handler's
   */
  void adopt(ConnectionInfo info, WireCodec codec, WireTimes times);

  /**
   * Runs an action when the peer wants no more of a response that the handler writes by itself,
   * where the server notices: over HTTP/2 at once, otherwise not before a write fails. The action
   * must not wait.
   */
  void whenGone(Runnable action);
}
