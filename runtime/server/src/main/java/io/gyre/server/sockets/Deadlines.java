package io.gyre.server.sockets;

import io.gyre.core.hub.TimerWheel;
import io.gyre.spi.web.WireTimes;

/**
 * The deadlines of a connection that has any; one timer serves them all. Belongs to the shard's
 * thread.
 */
final class Deadlines extends TimerWheel.Entry {
  private static final long NEVER = Long.MAX_VALUE;

  private final SocketConnection connection;
  private final WireTimes times;
  private final ShardLoop home;
  private long lastHeard;
  private long pingAt = NEVER;
  private long cutAt = NEVER;
  private long endAt = NEVER;

  Deadlines(SocketConnection connection, WireTimes times, ShardLoop home) {
    this.connection = connection;
    this.times = times;
    this.home = home;
  }

  void heard(long now) {
    lastHeard = now;
    if (pingAt == NEVER && times.pings().wanted()) {
      pingAt = now + times.pings().interval().toNanos();
    }
  }

  void stalledAt(long now) {
    cutAt = now + times.write().toNanos();
  }

  /** Nothing waits any more; tells whether another deadline is left. */
  boolean flowing() {
    cutAt = NEVER;
    return endAt != NEVER || pingAt != NEVER;
  }

  void endsBy(long deadline) {
    endAt = deadline;
  }

  void schedule() {
    long next = Math.min(Math.min(pingAt, silentTooLongAt()), Math.min(cutAt, endAt));
    if (next != NEVER) {
      home.timers().schedule(this, next);
    }
  }

  void stop() {
    home.timers().cancel(this);
  }

  @Override
  protected void fire(long now) {
    if (now >= cutAt && connection.awaitsTurn()) {
      stalledAt(now); // the peer does not keep it waiting: others are before it
    }
    if (now >= cutAt) {
      connection.cut();
      return;
    }
    if (now >= endAt || now >= silentTooLongAt()) {
      connection.lose();
      return;
    }
    if (now >= pingAt) {
      pingAt = now + times.pings().interval().toNanos();
      connection.ping();
    }
    schedule();
  }

  private long silentTooLongAt() {
    if (!times.pings().wanted()) {
      return NEVER;
    }
    return lastHeard + times.pings().interval().plus(times.pings().timeout()).toNanos();
  }
}
