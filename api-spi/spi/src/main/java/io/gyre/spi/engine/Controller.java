package io.gyre.spi.engine;

/** Carries control messages between nodes. Thread-safe. */
public interface Controller {

  /** Sends to every node, this one excluded. */
  void broadcast(byte[] message);

  /** Sends to one node; a node that is gone hears nothing. */
  void send(String nodeId, byte[] message);
}
