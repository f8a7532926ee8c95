package io.gyre.http2;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes to the peer for the HTTP server, which hands over a frame at a time, and for the guard.
 * Thread-safe: writes come one after the other, each while the lock is held.
 */
final class FrameWriter implements DataWriter {
  private static final int GOAWAY_CODE_AT = Frame.HEAD_BYTES + 4;
  private static final int GOAWAY_BYTES = GOAWAY_CODE_AT + 4;

  private final DataWriter peer;
  private final Streams streams;
  private final ReentrantLock order = new ReentrantLock();

  FrameWriter(DataWriter peer, Streams streams) {
    this.peer = peer;
    this.streams = streams;
  }

  /** Sends a frame of the guard. */
  void send(Frame frame) {
    writeNow(BufferData.create(frame.bytes()));
  }

  @Override
  public void writeNow(BufferData frame) {
    inOrder(() -> {
      note(frame);
      peer.writeNow(frame);
    });
  }

  private void note(BufferData frame) {
    byte[] head = new byte[Math.min(frame.available(), GOAWAY_BYTES)];
    for (int at = 0; at < head.length; at++) {
      head[at] = (byte) frame.get(at);
    }
    if (head.length >= Frame.HEAD_BYTES) {
      streams.sent(head[3] & 0xff, head[4] & 0xff, Frame.number(head, 5));
      if (head[3] == Frame.GOAWAY && Frame.number(head, GOAWAY_CODE_AT) != 0) {
        streams.goneAway();
      }
    }
  }

  @Override
  public void writeNow(BufferData... buffers) {
    writeNow(BufferData.create(buffers));
  }

  @Override
  public void write(BufferData... buffers) {
    writeNow(BufferData.create(buffers));
  }

  @Override
  public void write(BufferData buffer) {
    writeNow(buffer);
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
