package io.gyre.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HeapTrimTest {
  private final FakeHeap heap = new FakeHeap();
  private final HeapTrim trim = new HeapTrim(heap, 64);

  @Test
  void leavesASmallHeapAlone() {
    heap.committed = 64;
    trim.look();
    assertEquals(0, heap.collections);
  }

  @Test
  void collectsWhenTheHeapHasDoubled() {
    heap.committed = 65;
    heap.alive = 50;
    trim.look();
    assertEquals(1, heap.collections);
    heap.committed = 164;
    trim.look();
    assertEquals(1, heap.collections);
    heap.committed = 165;
    trim.look();
    assertEquals(2, heap.collections);
  }

  @Test
  void collectsOnceWhereTheHeapGivesNothingBack() {
    heap.committed = 1000;
    heap.givesBack = false;
    for (int i = 0; i < 10; i++) {
      trim.look();
    }
    assertEquals(1, heap.collections);
  }

  private static final class FakeHeap implements HeapTrim.Heap {
    private long committed;
    private long alive;
    private boolean givesBack = true;
    private int collections;

    @Override
    public long committed() {
      return committed;
    }

    @Override
    public long used() {
      return alive;
    }

    @Override
    public void collect() {
      collections++;
      committed = givesBack ? alive : committed;
    }
  }
}
