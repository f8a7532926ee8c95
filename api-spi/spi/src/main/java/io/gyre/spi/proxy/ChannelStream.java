package io.gyre.spi.proxy;

import java.io.IOException;

/** The two directions of a proxied subscription stream. Thread-safe. */
public interface ChannelStream {

  /** Sends to the subscriber; blocks while it is slow. */
  void deliver(byte[] data) throws IOException;

  /** Waits for what the subscriber publishes. */
  byte[] take() throws InterruptedException;
}
