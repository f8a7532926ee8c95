package io.gyre.core.session;

import io.gyre.core.hub.Shard;
import io.gyre.core.hub.TimerWheel;

/**
 * The times a session watches, on one entry of its shard's wheel: the earliest counts. In
 * nanoseconds of the monotonic clock, {@link #NEVER} where there is nothing to wait for.
 */
final class Timers extends TimerWheel.Entry {
  static final long NEVER = Long.MAX_VALUE;

  private final Shard shard;
  private final ClientSession session;
  private long scheduled = NEVER;
  private long ping = NEVER;
  private long pong = NEVER;
  private long expiry = NEVER;
  private long tick = NEVER;

  Timers(Shard shard, ClientSession session) {
    this.shard = shard;
    this.session = session;
  }

  /** When to send a ping. */
  void ping(long deadline) {
    ping = deadline;
    schedule();
  }

  /** When the answer to a ping is late. */
  void pong(long deadline) {
    pong = deadline;
    schedule();
  }

  /** When the connection expires; before it is connected, when it is stale. */
  void expiry(long deadline) {
    expiry = deadline;
    schedule();
  }

  /**
   * When the connection expires, unless it does before.
   *
   * @return whether it does not
   */
  boolean expiryBy(long deadline) {
    boolean sooner = deadline < expiry;
    if (sooner) {
      expiry(deadline);
    }
    return sooner;
  }

  /** When to look after the subscriptions, unless that is planned. */
  void tickBy(long deadline) {
    if (tick == NEVER) {
      tick = deadline;
      schedule();
    }
  }

  void stop() {
    shard.timers().cancel(this);
    scheduled = NEVER;
  }

  private void schedule() {
    long next = Math.min(Math.min(ping, pong), Math.min(expiry, tick));
    if (next == NEVER) {
      stop();
    } else if (next != scheduled) {
      scheduled = next;
      shard.timers().schedule(this, next);
    }
  }

  @Override
  protected void fire(long nowNanos) {
    scheduled = NEVER;
    if (expiry <= nowNanos) {
      expiry = NEVER;
      session.onExpiry();
    }
    if (pong <= nowNanos && !session.isClosed()) {
      pong = NEVER;
      session.heartbeat().late();
    }
    if (ping <= nowNanos && !session.isClosed()) {
      ping = NEVER;
      session.heartbeat().ping(nowNanos);
    }
    if (tick <= nowNanos && !session.isClosed()) {
      tick = NEVER;
      session.onTick(nowNanos);
    }
    if (!session.isClosed()) {
      schedule();
    }
  }
}
