package io.gyre.core.backend;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs jobs that may block one after the other, in the order given, on threads of an executor; it
 * holds a thread only while there is something to do. How many may wait is bounded. Thread-safe.
 */
public final class Strand implements Executor {
  private final Executor threads;
  private final ArrayDeque<Runnable> jobs = new ArrayDeque<>();
  private final long jobsMax;
  private boolean running;

  /** Borrows threads from {@code threads}; begins no job while so many wait. */
  public Strand(Executor threads, long jobsMax) {
    this.threads = threads;
    this.jobsMax = jobsMax;
  }

  /** Whether so many jobs wait that no more are begun. */
  public boolean isFull() {
    synchronized (jobs) {
      return jobs.size() >= jobsMax;
    }
  }

  /**
   * Adds a job.
   *
   * @throws RejectedExecutionException if it is full
   */
  @Override
  public void execute(Runnable job) {
    if (isFull()) {
      throw new RejectedExecutionException("too many jobs wait");
    }
    add(job);
  }

  /** Adds a job that ends what an earlier one began, full or not: the earlier ones bound these. */
  public void add(Runnable job) {
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
