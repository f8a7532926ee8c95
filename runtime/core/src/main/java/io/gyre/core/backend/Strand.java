package io.gyre.core.backend;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/**
 * Runs jobs that may block one after the other, in the order given, on threads of an executor; it
 * holds a thread only while there is something to do. Thread-safe.
 */
public final class Strand implements Executor {
  private final Executor threads;
  private final ArrayDeque<Runnable> jobs = new ArrayDeque<>();
  private boolean running;

  /** Borrows threads from {@code threads}. */
  public Strand(Executor threads) {
    this.threads = threads;
  }

  @Override
  public void execute(Runnable job) {
    synchronized (jobs) {
      jobs.add(job);
      if (running) {
        return;
      }
      running = true;
    }
    threads.execute(this::drain);
  }

  private void drain() {
    while (true) {
      Runnable job;
      synchronized (jobs) {
        job = jobs.poll();
        if (job == null) {
          running = false;
          return;
        }
      }
      job.run();
    }
  }
}
