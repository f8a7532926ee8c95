package io.gyre.http2;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes to the peer for the HTTP server, which hands over whole frames, and for the guard.
 * Thread-safe: writes come one after the other, each while the lock is held.
 */
final class FrameWriter implements DataWriter {
  private final DataWriter peer;
  private final ReentrantLock order = new ReentrantLock();

  FrameWriter(DataWriter peer) {
    this.peer = peer;
  }

  /** Sends a frame of the guard. */
  void send(Frame frame) {
    writeNow(BufferData.create(frame.bytes()));
  }

  @Override
  public void write(BufferData... buffers) {
    inOrder(() -> peer.write(buffers));
  }

  @Override
  public void write(BufferData buffer) {
    inOrder(() -> peer.write(buffer));
  }

  @Override
  public void writeNow(BufferData... buffers) {
    inOrder(() -> peer.writeNow(buffers));
  }

  @Override
  public void writeNow(BufferData buffer) {
    inOrder(() -> peer.writeNow(buffer));
  }

  @Override
  public void flush() {
    inOrder(peer::flush);
  }

  @Override
  public void close() {
    inOrder(peer::close);
  }

  private void inOrder(Runnable write) {
    order.lock();
    try {
      write.run();
    } finally {
      order.unlock();
    }
  }
}
