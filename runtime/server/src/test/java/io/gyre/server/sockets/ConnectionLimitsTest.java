package io.gyre.server.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConnectionLimitsTest {
  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger refused = new AtomicInteger();

  @Test
  void letsInAsManyAsConfiguredAndOneMoreForEachThatLeaves() {
    ConnectionLimits limits = limits(2, 0);
    assertTrue(limits.enter());
    assertTrue(limits.enter());
    assertFalse(limits.enter());
    limits.leave();
    assertTrue(limits.enter());
    assertEquals(2, limits.connections());
    assertEquals(1, refused.get());
  }

  @Test
  void fillsTheBucketByOneASecondAndNoHigherThanItsSize() {
    ConnectionLimits limits = limits(0, 2);
    assertTrue(limits.enter());
    assertTrue(limits.enter());
    assertFalse(limits.enter());
    clock.addAndGet(1_000_000_000);
    assertTrue(limits.enter());
    assertFalse(limits.enter());
    clock.addAndGet(60_000_000_000L);
    assertTrue(limits.enter());
    assertTrue(limits.enter());
    assertFalse(limits.enter());
    assertEquals(5, limits.connections());
  }

  private ConnectionLimits limits(int connectionsMax, int burst) {
    return new ConnectionLimits(connectionsMax, burst, clock::get, refused::incrementAndGet);
  }
}
