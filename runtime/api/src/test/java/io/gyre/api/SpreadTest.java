package io.gyre.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void quickThingsStayOnTheCallingThread() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();

    List<Integer> results =
        new Spread(() -> 0)
            .map(
                1000,
                i -> {
                  threads.add(Thread.currentThread());
                  return i;
                });

    assertEquals(IntStream.range(0, 1000).boxed().toList(), results);
    assertEquals(Set.of(Thread.currentThread()), threads);
  }

  @Test
  void thingsThatWaitAreDoneAtTheSameTime() {
    AtomicLong clock = new AtomicLong();
    CountDownLatch all = new CountDownLatch(9);

    List<Integer> results =
        new Spread(() -> clock.getAndAdd(1_000_000))
            .map(
                10,
                i -> {
                  if (i > 0) {
                    all.countDown();
                    await(all);
                  }
                  return i;
                });

    assertEquals(IntStream.range(0, 10).boxed().toList(), results);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
