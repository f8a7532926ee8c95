package io.gyre.server;

import io.gyre.spi.Run;
import io.gyre.spi.Service;
import java.time.Duration;

/**
 * Has the heap collected as a whole when it has doubled since the last time. The serial collector
 * does that only when the heap cannot grow any more: publications that died in a history, and what
 * connections left behind, would fill all the memory that the heap may have before.
 *
 * <p>{@code gyre.heap.slack} gives the MiB that are always granted beside what is alive; 0 switches
 * it off, for collectors that look after themselves.
 */
final class HeapTrim implements Service {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final long MIB = 1024 * 1024;

  private final Heap heap;
  private final long slackBytes;
  private long limit;

  /** The heap as far as it matters here, in bytes. */
  interface Heap {
    /** What is taken from the machine. */
    long committed();

    /** What holds objects, dead ones included. */
    long used();

    /** Finds out what is dead and gives it back; stops the process for as long. */
    void collect();
  }

  HeapTrim(Heap heap, long slackBytes) {
    this.heap = heap;
    this.slackBytes = slackBytes;
    this.limit = slackBytes;
  }

  /** Looks after the heap of this process, as far as its flags say. */
  static HeapTrim ofThisProcess() {
    return new HeapTrim(new OwnHeap(), Long.getLong("gyre.heap.slack", 0) * MIB);
  }

  @Override
  public void run(Run run) throws InterruptedException {
    run.ready();
    if (slackBytes <= 0) {
      run.awaitStop();
      return;
    }
    while (run.pause(LOOK_EVERY)) {
      look();
    }
  }

  /** Collects if the heap has grown past its limit, and sets the next one. */
  void look() {
    if (heap.committed() > limit) {
      heap.collect();
      // What is committed now cannot be given back: without regard to it, each look would collect.
      limit = slackBytes + Math.max(2 * heap.used(), heap.committed());
    }
  }

  private static final class OwnHeap implements Heap {
    private final Runtime runtime = Runtime.getRuntime();

    @Override
    public long committed() {
      return runtime.totalMemory();
    }

    @Override
    public long used() {
      return runtime.totalMemory() - runtime.freeMemory();
    }

    @Override
    public void collect() {
      System.gc();
    }
  }
}
