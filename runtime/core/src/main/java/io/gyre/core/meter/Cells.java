package io.gyre.core.meter;

import java.util.concurrent.atomic.AtomicLongArray;

/** Numbers that one thread adds to and any thread reads, at the price of a plain store. */
final class Cells {
  private final AtomicLongArray cells;

  Cells(int count) {
    this.cells = new AtomicLongArray(count);
  }

  /** Adds; only ever called by one thread at a time. */
  void add(int cell, long amount) {
    cells.setOpaque(cell, cells.getPlain(cell) + amount);
  }

  long get(int cell) {
    return cells.getOpaque(cell);
  }
}
