package io.gyre.spi.web;

/** Notices that the peer of a streamed response goes away. Used by the request's thread only. */
@FunctionalInterface
public interface PeerWatch {

  /**
   * From now on the calling thread is interrupted when the peer goes away. To be called when the
   * whole request was read: the connection serves no other after this one. Where requests share a
   * connection (HTTP/2) it does nothing, and a failing write has to tell.
   */
  void begin();
}
