package io.gyre.bench;

import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.Connection;
import io.gyre.spi.transport.Frame;
import io.gyre.spi.transport.Framing;
import java.nio.ByteBuffer;

/**
 * A connection as that of a socket: references to shared wire bytes wait in a queue, a flush copies
 * them into a buffer. Only the system call is missing.
 */
final class BenchConnection implements Connection {
  private static final int HEADER_BYTES = 4;
  private static final Framing FRAMING = new Header();
  private final byte[][] waiting = new byte[64][];
  private int count;
  private int bytes;

  @Override
  public int send(Frame frame) {
    byte[] wire = frame.wire(FRAMING);
    waiting[count++] = wire;
    bytes += wire.length;
    return bytes;
  }

  /** Takes out what waits, by way of its shard's buffer; returns how many bytes that was. */
  int flush(ByteBuffer buffer) {
    buffer.clear();
    for (int i = 0; i < count; i++) {
      buffer.put(waiting[i]);
    }
    int taken = bytes;
    count = 0;
    bytes = 0;
    return taken;
  }

  @Override
  public void close(Disconnect disconnect) {
    throw new IllegalStateException("disconnected: " + disconnect);
  }

  @Override
  public void readable(boolean wanted) {
    // nothing is read
  }

  /** Leaves room for a header, as that of WebSocket frames. */
  private static final class Header implements Framing {
    @Override
    public byte[] wrap(byte[] payload) {
      return wrap(new Frame(payload));
    }

    @Override
    public byte[] wrap(Frame frame) {
      byte[] wire = new byte[HEADER_BYTES + frame.length()];
      frame.writeTo(wire, HEADER_BYTES);
      return wire;
    }
  }
}
