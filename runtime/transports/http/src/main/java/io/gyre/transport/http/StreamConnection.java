package io.gyre.transport.http;

import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.Connection;
import io.gyre.spi.transport.Frame;
import io.gyre.spi.transport.Framing;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets a session write to a peer by way of a thread that may block: the session adds, the thread
 * takes all there is and writes it. How much may wait is the session's business, which is told at
 * each {@link #send}. Thread-safe.
 */
final class StreamConnection implements Connection {
  private static final int GONE_CODE = 3000;
  private static final int SLOW_CODE = 3008;
  private static final Duration LAST_WRITE_TIME = Duration.ofSeconds(5);

  private final Framing framing;
  private final Thread writer;
  private final CountDownLatch done = new CountDownLatch(1);
  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private boolean ended;
  private @Nullable Refusal refusal;

  /**
   * Why a client was not let in.
   *
   * @param code of the error or disconnect
   * @param reason its text
   */
  record Refusal(int code, String reason) {}

  /** Makes a connection for which the calling thread is going to write. */
  StreamConnection(Framing framing) {
    this.framing = framing;
    this.writer = Thread.currentThread();
  }

  @Override
  public synchronized int send(Frame frame) {
    if (ended) {
      return 0;
    }
    byte[] wire = frame.wire(framing);
    waiting.add(wire);
    waitingBytes += wire.length;
    notifyAll();
    return waitingBytes;
  }

  @Override
  public synchronized void refused(int code, String reason) {
    refusal = new Refusal(code, reason);
    notifyAll();
  }

  @Override
  public synchronized void close(Disconnect disconnect) {
    if (ended) {
      return;
    }
    ended = true;
    if (disconnect.code() == GONE_CODE || disconnect.code() == SLOW_CODE) {
      waiting.clear();
      waitingBytes = 0;
    }
    notifyAll();
    Thread.ofVirtual().name("stream-end").start(this::cutIfStuck);
  }

  /** The peer wants no more. */
  synchronized void gone() {
    waiting.clear();
    waitingBytes = 0;
    ended = true;
    notifyAll();
  }

  /** A peer that takes nothing would hold the writing thread for ever. */
  private void cutIfStuck() {
    try {
      if (!done.await(LAST_WRITE_TIME.toMillis(), TimeUnit.MILLISECONDS)) {
        writer.interrupt();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** What comes from the peer is a request of its own, which nothing here can hold back. */
  @Override
  public void readable(boolean wanted) {}

  /** Waits until it is known whether the client is let in; tells why if it is not. */
  synchronized Optional<Refusal> awaitVerdict() throws InterruptedException {
    while (refusal == null && waiting.isEmpty() && !ended) {
      wait();
    }
    return Optional.ofNullable(refusal);
  }

  /** Waits for something to write and takes all there is; empty at the end of the connection. */
  synchronized byte[] take() throws InterruptedException {
    while (waiting.isEmpty() && !ended) {
      wait();
    }
    byte[] batch = new byte[waitingBytes];
    int length = 0;
    for (byte[] wire = waiting.poll(); wire != null; wire = waiting.poll()) {
      System.arraycopy(wire, 0, batch, length, wire.length);
      length += wire.length;
    }
    waitingBytes = 0;
    return batch;
  }

  /** The thread writes no more. */
  void finished() {
    done.countDown();
  }
}
