package io.gyre.spi.transport;

/** One client in the server, driven by its transport. All methods may be called from any thread. */
public interface Session {

  /** Names the session to the client and to other nodes; hard to guess. */
  String id();

  /**
   * The index of the event thread that owns the session, from 0. A transport that reads on that
   * very thread hands over without a hop.
   */
  int shard();

  /**
   * Takes one frame: one or several commands. Never blocks; the array belongs to the session.
   * Frames are handled in the order of the calls.
   */
  void receive(byte[] frame);

  /** The peer is gone. */
  void closed();

  /** The peer is there and takes nothing for too long, so the transport let it go. */
  default void stalled() {
    closed();
  }
}
