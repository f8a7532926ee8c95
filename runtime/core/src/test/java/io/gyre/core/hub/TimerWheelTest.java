package io.gyre.core.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TimerWheelTest {
  private static final long TICK = TimerWheel.TICK_NANOS;

  private final List<Integer> fired = new ArrayList<>();

  private final class Numbered extends TimerWheel.Entry {
    private final int number;

    Numbered(int number) {
      this.number = number;
    }

    @Override
    protected void fire(long nowNanos) {
      fired.add(number);
    }
  }

  @Test
  void firesNeitherEarlyNorMoreThanATickLate() {
    TimerWheel wheel = new TimerWheel(0);
    wheel.schedule(new Numbered(1), 10 * TICK + 5);
    wheel.advance(10 * TICK + 4, 100);
    assertEquals(List.of(), fired);
    wheel.advance(11 * TICK, 100);
    assertEquals(List.of(1), fired);
    assertEquals(0, wheel.size());
  }

  @Test
  void sharesASlotBetweenRounds() {
    TimerWheel wheel = new TimerWheel(0);
    wheel.schedule(new Numbered(1), 5 * TICK);
    wheel.schedule(new Numbered(2), (5 + 1024) * TICK);
    wheel.advance(6 * TICK, 100);
    assertEquals(List.of(1), fired);
    wheel.advance((5 + 1024) * TICK, 100);
    assertEquals(List.of(1, 2), fired);
  }

  @Test
  void leavesWhatIsOverBudgetForTheNextTurn() {
    TimerWheel wheel = new TimerWheel(0);
    for (int i = 0; i < 5; i++) {
      wheel.schedule(new Numbered(i), TICK);
    }
    assertTrue(wheel.advance(2 * TICK, 3));
    assertEquals(3, fired.size());
    assertEquals(0, wheel.nanosUntilNext(2 * TICK));
    assertFalse(wheel.advance(2 * TICK, 3));
    assertEquals(5, fired.size());
  }

  @Test
  void agreesWithAModelOverManyRandomOperations() {
    Random random = new Random(7);
    TimerWheel wheel = new TimerWheel(0);
    Map<Integer, Long> model = new HashMap<>();
    Map<Integer, Numbered> entries = new HashMap<>();
    long now = 0;
    for (int i = 0; i < 20_000; i++) {
      int number = random.nextInt(50);
      Numbered entry = entries.computeIfAbsent(number, Numbered::new);
      if (random.nextInt(4) == 0) {
        wheel.cancel(entry);
        model.remove(number);
      } else {
        long deadline = now + random.nextLong(3000 * TICK);
        wheel.schedule(entry, deadline);
        model.put(number, deadline);
      }
      now += random.nextLong(20 * TICK);
      fired.clear();
      wheel.advance(now, Integer.MAX_VALUE);
      long late = now - 2 * TICK;
      fired.forEach(model::remove);
      assertTrue(model.values().stream().allMatch(deadline -> deadline > late));
      assertEquals(model.size(), wheel.size());
    }
  }
}
