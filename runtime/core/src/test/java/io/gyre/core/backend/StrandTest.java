package io.gyre.core.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class StrandTest {
  private final ArrayDeque<Runnable> threads = new ArrayDeque<>();
  private final List<Integer> done = new ArrayList<>();
  private final Strand strand = new Strand(threads::add, 2);

  @Test
  void beginsNoJobWhileTooManyWait() {
    strand.execute(() -> done.add(1));
    assertFalse(strand.isFull());
    strand.execute(() -> done.add(2));
    assertTrue(strand.isFull());
    assertThrows(RejectedExecutionException.class, () -> strand.execute(() -> done.add(3)));
    threads.remove().run();
    strand.execute(() -> done.add(4));
    threads.remove().run();
    assertEquals(List.of(1, 2, 4), done);
  }

  @Test
  void endsWhatBeganHoweverFullItIs() {
    strand.execute(() -> done.add(1));
    strand.execute(() -> done.add(2));
    strand.add(() -> done.add(3));
    threads.remove().run();
    assertEquals(List.of(1, 2, 3), done);
    assertTrue(threads.isEmpty(), "one thread at a time");
  }
}
