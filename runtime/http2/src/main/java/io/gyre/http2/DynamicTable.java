package io.gyre.http2;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The fields that the peer asked to remember, newest first. Not thread-safe. */
final class DynamicTable {
  /** What both sides begin with, and the server never changes. */
  static final int BYTES_MAX = 4096;

  private final Deque<Field> fields = new ArrayDeque<>();
  private List<Field> indexed = List.of();
  private int bytesMax = BYTES_MAX;
  private int bytes;

  /** How many fields there are. */
  int size() {
    return fields.size();
  }

  /** The field with a number from 1, the newest, to {@link #size}. */
  Field get(int index) {
    if (indexed.isEmpty()) {
      indexed = new ArrayList<>(fields);
    }
    return indexed.get(index - 1);
  }

  /** Remembers a field; one that is larger than the table only empties it. */
  void add(Field field) {
    shrink(bytesMax - field.size());
    if (field.size() <= bytesMax) {
      fields.addFirst(field);
      bytes += field.size();
    }
    indexed = List.of();
  }

  /** Sets how much to remember from now on, at most {@link #BYTES_MAX}. */
  void limit(int newBytesMax) {
    bytesMax = newBytesMax;
    shrink(bytesMax);
    indexed = List.of();
  }

  private void shrink(int wanted) {
    while (bytes > wanted && !fields.isEmpty()) {
      bytes -= fields.removeLast().size();
    }
  }
}
