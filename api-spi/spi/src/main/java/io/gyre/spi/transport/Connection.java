package io.gyre.spi.transport;

import io.gyre.spi.error.Disconnect;

/**
 * The server's view of one peer, written by a transport. The session calls it on its shard's thread
 * only; no method may block.
 */
public interface Connection {

  /**
   * Queues a frame. The frame is shared with other connections and never written to.
   *
   * @return how many bytes wait to be written to this peer, this frame included
   */
  int send(Frame frame);

  /**
   * The client may not connect; {@link #close} follows. For wires that can answer this in a way of
   * their own. Only comes where {@link ConnectionInfo#unidirectional}.
   *
   * @param code of the error or the disconnect
   * @param reason its text
   */
  default void refused(int code, String reason) {}

  /**
   * Writes what waits, tells the peer why, and ends the connection. Nothing is sent afterwards.
   * With code 3000 the peer is gone; with 3008 what waits is dropped.
   */
  void close(Disconnect disconnect);

  /**
   * Stops or resumes reading from the peer: the session's inbox is full or has room again. {@link
   * Session#receive} may still be called for what was read before.
   */
  void readable(boolean wanted);
}
