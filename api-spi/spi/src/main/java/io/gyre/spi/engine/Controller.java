package io.gyre.spi.engine;

/**
 * Carries control messages between the nodes of a cluster. Thread-safe: calls come from many
 * virtual threads at once, and may block.
 *
 * <p>From the moment its engine is ready until it is told to stop, a node hears the others by
 * {@link EngineContext#control}. It hears each message byte for byte, once at most, in an array
 * that nobody else has. What one thread sends by one of the two methods reaches a node in that
 * order; nothing else is in order. A message is seldom larger than a frame of a client, and 512 KiB
 * must pass. When the back end does not take a message, the call throws.
 */
public interface Controller {

  /** Sends to every node that runs, this one excluded. The array is not the caller's any more. */
  void broadcast(byte[] message);

  /**
   * Sends to one other node and to no third; a node that is gone, or never was, hears nothing, and
   * that is no failure. The array is not the caller's any more.
   *
   * @param nodeId as in {@link io.gyre.spi.NodeInfo#id}
   */
  void send(String nodeId, byte[] message);
}
