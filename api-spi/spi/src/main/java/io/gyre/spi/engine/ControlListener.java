package io.gyre.spi.engine;

/** The server's ear for control messages. It only hands over: never blocks, never throws. */
@FunctionalInterface
public interface ControlListener {

  /** A message from another node. */
  void onControl(byte[] message);
}
