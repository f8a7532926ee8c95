package io.gyre.http2;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Writes to the peer for the HTTP server, which hands over a frame at a time, and for the guard.
 * Thread-safe: writes come one after the other, each while the lock is held.
 */
final class FrameWriter implements DataWriter {
  private static final int GOAWAY_CODE_AT = Frame.HEAD_BYTES + 4;
  private static final int GOAWAY_BYTES = GOAWAY_CODE_AT + 4;

  private final DataWriter peer;
  private final Streams streams;
  private final Alarm alarm;
  private final long nanosMax;
  private final ReentrantLock order = new ReentrantLock();

  /** Writes to {@code peer}; the alarm is set for each write, which may take so long. */
  FrameWriter(DataWriter peer, Streams streams, Alarm alarm, Duration time) {
    this.peer = peer;
    this.streams = streams;
    this.alarm = alarm;
    this.nanosMax = time.toNanos();
  }

  /** Sends a frame of the guard. */
  void send(Frame frame) {
    writeNow(BufferData.create(frame.bytes()));
  }

  @Override
  public void writeNow(BufferData frame) {
    order.lock();
    try {
      if (note(frame)) {
        write(peer::writeNow, frame);
      }
    } finally {
      order.unlock();
    }
  }

  private void write(Consumer<BufferData> write, BufferData frame) {
    alarm.set(System.nanoTime() + nanosMax);
    try {
      write.accept(frame);
    } finally {
      alarm.clear();
    }
  }

  /** Takes note of a frame; tells whether it is to be sent. */
  private boolean note(BufferData frame) {
    byte[] head = new byte[Math.min(frame.available(), GOAWAY_BYTES)];
    for (int at = 0; at < head.length; at++) {
      head[at] = (byte) frame.get(at);
    }
    if (head.length < Frame.HEAD_BYTES) {
      return true;
    }
    int id = Frame.number(head, 5);
    if (streams.wasReset(id)) {
      if (head[3] == Frame.DATA) {
        throw new UncheckedIOException(new IOException("the request was taken back"));
      }
      // A header block is sent all the same: the peer's table has to know what is in it.
      return head[3] != Frame.RST_STREAM;
    }
    streams.sent(head[3] & 0xff, head[4] & 0xff, id, Frame.length(head));
    if (head[3] == Frame.GOAWAY && Frame.number(head, GOAWAY_CODE_AT) != 0) {
      streams.goneAway();
    }
    return true;
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
