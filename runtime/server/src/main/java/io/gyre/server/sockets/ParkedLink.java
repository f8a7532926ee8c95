package io.gyre.server.sockets;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.ConnectionContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Carries a connection that cannot leave the HTTP server (because of TLS, or of a server version
 * that does not let go): the server's virtual thread blocks in reads, another one lives while bytes
 * are written, and to the shard it all looks like a socket that never blocks. At most one chunk
 * waits in each direction.
 */
final class ParkedLink implements Link {
  private static final byte[] NOTHING = new byte[0];
  private static final long LAST_WRITE_NANOS = 500_000_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final ConnectionContext context;
  private final ShardLoop loop;
  private final SocketConnection connection;
  private byte[] incoming = NOTHING;
  private int incomingOffset;
  private byte[] outgoing = NOTHING;
  private boolean ended;
  private boolean closed;
  private boolean outputEnded;
  private boolean reads;
  private boolean writes;
  private @Nullable Thread reader;

  ParkedLink(ConnectionContext context, ShardLoop loop, SocketConnection connection) {
    this.context = context;
    this.loop = loop;
    this.connection = connection;
  }

  /** Reads until the connection ends; the calling thread is the one that is parked. */
  void carry() {
    try {
      DataReader source = context.dataReader();
      boolean more = beginInput();
      while (more) {
        byte[] chunk = next(source);
        more = chunk.length > 0 && offer(chunk);
      }
      endInput();
      awaitClose();
    } catch (InterruptedException closing) {
      post(connection::lose);
    }
  }

  /** False if the shard was faster, and closed the link before there was a reader to interrupt. */
  private synchronized boolean beginInput() {
    reader = Thread.currentThread();
    return !closed;
  }

  private void endInput() {
    synchronized (this) {
      ended = true;
      reader = null;
    }
    Thread.interrupted(); // close() interrupts to end a read; the wait that follows is not meant
    post(() -> loop.readReady(connection));
  }

  /** The next bytes; none at the end of the stream, whatever way the server puts that. */
  private static byte[] next(DataReader source) {
    try {
      source.ensureAvailable();
      return source.readBytes(source.available());
    } catch (RuntimeException end) {
      return NOTHING;
    }
  }

  private boolean offer(byte[] chunk) throws InterruptedException {
    synchronized (this) {
      incoming = chunk;
      incomingOffset = 0;
      if (!reads) {
        return awaitTaken();
      }
    }
    post(() -> loop.readReady(connection));
    return awaitTaken();
  }

  private synchronized boolean awaitTaken() throws InterruptedException {
    while (incoming.length > 0 && !closed) {
      wait();
    }
    return !closed;
  }

  private synchronized void awaitClose() throws InterruptedException {
    while (!closed || outgoing.length > 0) {
      wait();
    }
  }

  @Override
  public synchronized int read(ByteBuffer buffer) {
    int count = Math.min(buffer.remaining(), incoming.length - incomingOffset);
    if (count == 0) {
      return ended ? -1 : 0;
    }
    buffer.put(incoming, incomingOffset, count);
    incomingOffset += count;
    if (incomingOffset == incoming.length) {
      incoming = NOTHING;
      incomingOffset = 0;
      notifyAll();
    } else if (reads) {
      post(() -> loop.readReady(connection));
    }
    return count;
  }

  @Override
  public synchronized int write(ByteBuffer buffer) throws IOException {
    if (closed) {
      throw new IOException("connection is closed");
    }
    if (outgoing.length > 0 || !buffer.hasRemaining()) {
      return 0;
    }
    byte[] chunk = new byte[buffer.remaining()];
    buffer.get(chunk);
    outgoing = chunk;
    Thread.ofVirtual().name("socket-writer").start(() -> writeBlocking(chunk));
    return chunk.length;
  }

  private void writeBlocking(byte[] chunk) {
    try {
      context.dataWriter().writeNow(BufferData.create(chunk));
    } catch (RuntimeException broken) {
      post(connection::lose);
    } finally {
      written();
    }
  }

  private void written() {
    boolean wakeLoop;
    synchronized (this) {
      outgoing = NOTHING;
      wakeLoop = writes && !closed;
      notifyAll();
    }
    if (wakeLoop) {
      post(connection::writeReady);
    }
  }

  @Override
  public synchronized int heldBack() {
    return outgoing.length;
  }

  @Override
  public void interest(boolean wantsReads, boolean wantsWrites) {
    boolean readNow;
    boolean writeNow;
    synchronized (this) {
      readNow = wantsReads && !reads && (incoming.length > 0 || ended);
      writeNow = wantsWrites && !writes && outgoing.length == 0;
      reads = wantsReads;
      writes = wantsWrites;
    }
    if (readNow) {
      post(() -> loop.readReady(connection));
    }
    if (writeNow) {
      post(connection::writeReady);
    }
  }

  /** The HTTP server's socket cannot be closed one way: the peer has to hang up. */
  @Override
  public synchronized void endOutput() {
    outputEnded = true;
    notifyAll();
  }

  /** Waits until the last byte is written or the connection is gone, for a bounded time. */
  synchronized void awaitLastWord() throws InterruptedException {
    long deadline = loop.now() + LAST_WRITE_NANOS;
    long left = LAST_WRITE_NANOS;
    while (!outputEnded && !closed && left > 0) {
      wait(left / NANOS_PER_MILLI + 1);
      left = deadline - loop.now();
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      notifyAll();
      Thread.ofVirtual().name("socket-closer").start(this::endReader);
    }
  }

  /** Lets the last bytes out, then ends the blocked read, which closes the socket. */
  private void endReader() {
    try {
      synchronized (this) {
        long deadline = loop.now() + LAST_WRITE_NANOS;
        long left = LAST_WRITE_NANOS;
        while (outgoing.length > 0 && left > 0) {
          wait(left / NANOS_PER_MILLI + 1);
          left = deadline - loop.now();
        }
        outgoing = NOTHING;
        notifyAll();
        if (reader != null) {
          reader.interrupt();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Posts to the shard if it still runs. */
  void post(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException stopped) {
      // the shard ended, and all its connections with it
    }
  }
}
