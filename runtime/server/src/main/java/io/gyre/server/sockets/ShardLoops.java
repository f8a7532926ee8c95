package io.gyre.server.sockets;

import io.gyre.core.hub.Shard;
import io.gyre.core.meter.NodeMeters;
import io.gyre.spi.Run;
import io.gyre.spi.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The event threads of the server, one a shard. Thread-safe. As a service it runs until told to
 * stop, then gives the connections that are left a bounded time to take what waits for them.
 */
public final class ShardLoops implements Service {
  private final List<ShardLoop> loops = new ArrayList<>();
  private final LongSupplier nanoTime;
  private final Duration flushTime;

  /**
   * Makes loops and their shards; threads start with {@link #run}.
   *
   * @param count of shards, at least 1
   * @param nanoTime a monotonic clock
   * @param flushTime that connections get at a stop; sessions are to be closed before
   * @param meters of the node, that get meters for each shard
   */
  public ShardLoops(int count, LongSupplier nanoTime, Duration flushTime, NodeMeters meters) {
    if (count < 1) {
      throw new IllegalArgumentException("shards must be at least 1, not " + count);
    }
    this.nanoTime = nanoTime;
    this.flushTime = flushTime;
    for (int i = 0; i < count; i++) {
      loops.add(new ShardLoop(i, nanoTime, meters.addShard()));
    }
  }

  /** The shards, in the order of their index. */
  public List<Shard> shards() {
    return loops.stream().map(ShardLoop::shard).toList();
  }

  /** How many connections the loops serve now. */
  public int connections() {
    return loops.stream().mapToInt(ShardLoop::connections).sum();
  }

  int count() {
    return loops.size();
  }

  ShardLoop loop(int shard) {
    return loops.get(shard);
  }

  @Override
  public void run(Run run) throws Exception {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread supervisor = Thread.currentThread();
    List<Thread> threads = new ArrayList<>();
    for (ShardLoop loop : loops) {
      threads.add(
          Thread.ofPlatform()
              .name("shard/" + loop.shard().index())
              .uncaughtExceptionHandler((thread, thrown) -> {
                failure.compareAndSet(null, thrown);
                supervisor.interrupt();
              })
              .start(loop));
    }
    run.ready();
    try {
      run.awaitStop();
    } catch (InterruptedException e) {
      Throwable thrown = failure.get();
      throw thrown == null ? e : new IllegalStateException("shard ended", thrown);
    } finally {
      stop(threads);
    }
  }

  private void stop(List<Thread> threads) throws InterruptedException {
    long deadline = nanoTime.getAsLong() + flushTime.toNanos();
    for (ShardLoop loop : loops) {
      loop.stop(deadline);
    }
    for (Thread thread : threads) {
      thread.join(flushTime.plusSeconds(1));
    }
  }
}
