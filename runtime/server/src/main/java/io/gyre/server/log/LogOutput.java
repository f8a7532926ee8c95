package io.gyre.server.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/**
 * Hands lines to a thread that writes them. A reader that does not read, a closed pipe or a full
 * disk costs lines, which are counted, and never anything else. Thread-safe.
 */
final class LogOutput extends Handler {
  private static final int LINES_MAX = 8192;
  private static final int BATCH_MAX = 256;

  /** What waits to be written; the latch opens once everything before it was. */
  private record Line(String text, CountDownLatch written) {}

  private static final CountDownLatch NOBODY_WAITS = new CountDownLatch(0);
  private final BlockingQueue<Line> waiting = new ArrayBlockingQueue<>(LINES_MAX);
  private final AtomicLong lost = new AtomicLong();
  private final Formatter lines;
  private volatile OutputStream target;

  LogOutput(Formatter lines, OutputStream target) {
    this.lines = lines;
    this.target = target;
  }

  LogOutput start() {
    Thread.ofPlatform().daemon().name("log").start(this::writeAll);
    return this;
  }

  /** Later lines go there; the stream before is left to its owner. */
  void redirect(OutputStream next) {
    target = next;
  }

  @Override
  public void publish(LogRecord event) {
    if (isLoggable(event) && !waiting.offer(new Line(lines.format(event), NOBODY_WAITS))) {
      lost.incrementAndGet();
    }
  }

  /** Waits until what was published before is written, but not for ever. */
  @Override
  public void flush() {
    flush(Duration.ofSeconds(1));
  }

  boolean flush(Duration limit) {
    CountDownLatch written = new CountDownLatch(1);
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      return waiting.offer(new Line("", written), limit.toNanos(), TimeUnit.NANOSECONDS)
          && written.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    flush();
  }

  private void writeAll() {
    List<Line> batch = new ArrayList<>(BATCH_MAX);
    while (true) {
      try {
        batch.add(waiting.take());
      } catch (InterruptedException end) {
        return;
      }
      waiting.drainTo(batch, BATCH_MAX - 1);
      write(batch);
      batch.forEach(line -> line.written().countDown());
      batch.clear();
    }
  }

  private void write(List<Line> batch) {
    StringBuilder text = new StringBuilder();
    long lostLines = lost.getAndSet(0);
    if (lostLines > 0) {
      text.append("... ").append(lostLines).append(" log lines were lost\n");
    }
    batch.forEach(line -> text.append(line.text()));
    try {
      OutputStream stream = target;
      stream.write(text.toString().getBytes(StandardCharsets.UTF_8));
      stream.flush();
    } catch (IOException unwritable) {
      lost.addAndGet(lostLines + batch.size()); // told as soon as the target takes lines again
    }
  }
}
