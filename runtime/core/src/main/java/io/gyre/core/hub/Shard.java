package io.gyre.core.hub;

import io.gyre.core.meter.ShardMeters;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One event thread's share of the server: a mailbox, timers, and pending walks over large channels.
 * What a shard owns is touched by its thread only.
 *
 * <p>The thread itself is somebody else's: the socket loop calls {@link #turn()} between its
 * selects, a test calls it whenever its seed says so. {@link #execute} may be called from any
 * thread; everything else belongs to the loop.
 */
public final class Shard implements Executor {
  private static final int TASKS_PER_TURN = 4096;
  private static final int DELIVERIES_PER_TURN = 16 * 1024;
  private static final int TIMERS_PER_TURN = 4096;
  private static final long WAITING_BYTES_MAX = 32L * 1024 * 1024;

  private final int index;
  private final LongSupplier nanoTime;
  private final ShardMeters meters;
  private final Runnable wakeUp;
  private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean sleeping = new AtomicBoolean();
  private final Backlog backlog = new Backlog(WAITING_BYTES_MAX);
  private final ArrayDeque<Walk> walks = new ArrayDeque<>();
  private final TimerWheel timers;
  private final AtomicInteger sessions = new AtomicInteger();
  private int deliveriesLeft;
  private int turns;
  private long now;
  private volatile @Nullable Thread loop;
  private volatile boolean stopped;

  /**
   * Makes a shard.
   *
   * @param index its number, from 0
   * @param nanoTime a monotonic clock
   * @param wakeUp interrupts the loop's sleep; called from any thread
   * @param meters counts what happens here
   */
  public Shard(int index, LongSupplier nanoTime, Runnable wakeUp, ShardMeters meters) {
    this.index = index;
    this.nanoTime = nanoTime;
    this.wakeUp = wakeUp;
    this.meters = meters;
    this.now = nanoTime.getAsLong();
    this.timers = new TimerWheel(now);
  }

  /** The shard's number, from 0. */
  public int index() {
    return index;
  }

  /** The shard's timers. */
  public TimerWheel timers() {
    return timers;
  }

  /** Counts what happens on the shard. */
  public ShardMeters meters() {
    return meters;
  }

  /** The monotonic clock as of this turn. */
  public long nanoTime() {
    return now;
  }

  /** Whether the caller runs on the thread that turns this shard. */
  public boolean inLoop() {
    return Thread.currentThread().equals(loop);
  }

  /**
   * Posts a task from any thread; tasks of one thread run in its order.
   *
   * @throws RejectedExecutionException after {@link #stop()}: the caller undoes what it began
   */
  @Override
  public void execute(Runnable task) {
    if (stopped) {
      throw new RejectedExecutionException("shutting down");
    }
    mailbox.add(task);
    if (sleeping.get() && sleeping.compareAndSet(true, false)) {
      wakeUp.run();
    }
  }

  /** Broadcasts posted and not yet walked. Any thread. */
  Backlog backlog() {
    return backlog;
  }

  /** Bytes of broadcasts posted and not yet walked. Any thread. */
  public long waitingBytes() {
    return backlog.bytes();
  }

  /** How many sessions live here. Any thread. */
  public int sessions() {
    return sessions.get();
  }

  /** Counts a session that comes (1) or goes (-1). Any thread. */
  public void countSession(int change) {
    sessions.addAndGet(change);
  }

  /** The number of the turn, which wraps. */
  int turns() {
    return turns;
  }

  /** Takes deliveries made outside of walks from the turn's budget. */
  void spend(int deliveries) {
    deliveriesLeft -= deliveries;
  }

  /** Queues a walk over subscribers; it gets its share of each turn until it is done. */
  void walk(Walk walk) {
    walks.add(walk);
  }

  /**
   * Runs one turn of the loop within its budget: tasks, walks, timers.
   *
   * @return whether work remains
   */
  public boolean turn() {
    awake();
    turns++;
    deliveriesLeft = DELIVERIES_PER_TURN;
    boolean more = runTasks();
    more |= runWalks();
    more |= timers.advance(now, TIMERS_PER_TURN);
    return more || !mailbox.isEmpty();
  }

  private boolean runTasks() {
    for (int i = 0; i < TASKS_PER_TURN && deliveriesLeft > 0; i++) {
      Runnable task = mailbox.poll();
      if (task == null) {
        return false;
      }
      task.run();
    }
    return true;
  }

  private boolean runWalks() {
    int left = Math.max(deliveriesLeft, DELIVERIES_PER_TURN / 4); // walks always get a share
    while (left > 0) {
      Walk walk = walks.poll();
      if (walk == null) {
        return false;
      }
      left -= walk.step(Math.min(left, DELIVERIES_PER_TURN / 4));
      if (!walk.done()) {
        walks.add(walk);
      }
    }
    return !walks.isEmpty();
  }

  /**
   * Tells that the loop is about to sleep.
   *
   * @return false if there is work: do not sleep
   */
  public boolean trySleep() {
    sleeping.set(true);
    if (mailbox.isEmpty() && walks.isEmpty()) {
      return true;
    }
    sleeping.set(false);
    return false;
  }

  /** Tells that the loop is awake, and on which thread; {@link #turn} does so, too. */
  public void awake() {
    now = nanoTime.getAsLong();
    if (sleeping.get()) {
      sleeping.set(false);
    }
    if (!Thread.currentThread().equals(loop)) {
      loop = Thread.currentThread();
    }
  }

  /** How long the loop may sleep at most; {@link Long#MAX_VALUE} without timers. */
  public long nanosUntilTimer() {
    return timers.nanosUntilNext(nanoTime.getAsLong());
  }

  /** Refuses tasks from now on; those already posted still run. */
  public void stop() {
    stopped = true;
  }

  /** Work over many subscribers that is done in steps, so that others get their turn. */
  interface Walk {
    /** Serves at most {@code budget} subscribers; returns how many it served, at least 1. */
    int step(int budget);

    /** Whether nothing is left. */
    boolean done();
  }
}
