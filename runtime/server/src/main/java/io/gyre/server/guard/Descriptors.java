package io.gyre.server.guard;

import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.function.LongSupplier;

/**
 * Keeps some file descriptors back: an accept that finds none would end the port. Counting all that
 * are open is costly, so it is done once for many connections. Thread-safe.
 */
final class Descriptors {
  private static final System.Logger LOG = System.getLogger("gyre.http");
  private static final int RESERVE_MIN = 32;
  private static final int RESERVE_MAX = 1024;
  private static final int RESERVE_PART = 20;
  private static final long COUNT_NANOS_MIN = 50_000_000;
  private static final int COUNT_COST_MAX = 20;
  private static final long TELL_NANOS = 60_000_000_000L;

  private final LongSupplier open;
  private final long max;
  private final LongSupplier nanoTime;
  private long room;
  private long countAgainAt;
  private long tellAgainAt;

  /**
   * Watches over a bound.
   *
   * @param open counts what is open
   * @param max that may be open; 0 for no bound
   */
  Descriptors(LongSupplier open, long max, LongSupplier nanoTime) {
    this.open = open;
    this.max = max;
    this.nanoTime = nanoTime;
    this.countAgainAt = nanoTime.getAsLong();
    this.tellAgainAt = countAgainAt;
  }

  /** Those of this process. */
  static Descriptors ofProcess() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    if (system instanceof com.sun.management.UnixOperatingSystemMXBean unix) {
      return new Descriptors(
          unix::getOpenFileDescriptorCount, unix.getMaxFileDescriptorCount(), System::nanoTime);
    }
    return new Descriptors(() -> 0, 0, System::nanoTime);
  }

  /** Whether there is one for another connection. */
  synchronized boolean take() {
    if (max <= 0) {
      return true;
    }
    if (room == 0) {
      count();
    }
    if (room == 0) {
      return false;
    }
    room--;
    return true;
  }

  private void count() {
    long start = nanoTime.getAsLong();
    if (start - countAgainAt < 0) {
      return;
    }
    long reserve = Math.clamp(max / RESERVE_PART, RESERVE_MIN, RESERVE_MAX);
    long left = Math.max(0, max - reserve - open.getAsLong());
    room = (left + 1) / 2; // others open some meanwhile
    long end = nanoTime.getAsLong();
    if (left > 0) {
      return;
    }
    countAgainAt = end + Math.max(COUNT_NANOS_MIN, (end - start) * COUNT_COST_MAX);
    if (end - tellAgainAt >= 0) {
      tellAgainAt = end + TELL_NANOS;
      LOG.log(
          Level.WARNING, "connections are refused, file descriptors are used up max={0}", "" + max);
    }
  }
}
