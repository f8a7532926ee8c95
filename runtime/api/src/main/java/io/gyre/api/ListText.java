package io.gyre.api;

import io.gyre.protocol.JsonWriter;
import java.util.List;
import java.util.function.Consumer;

/**
 * The elements of a list as JSON, commas between them, with the objects they were made of: to write
 * a later list that holds most of the same objects, in about the same order. Immutable.
 */
final class ListText {
  /** Of the empty list. */
  static final ListText NONE = new ListText(new Object[0], new int[0], new byte[0]);

  /** An element that is not the expected one is looked for among so many more. */
  private static final int LOOK_AHEAD = 8;

  private final Object[] objects;
  private final int[] ends;
  private final byte[] text;

  private ListText(Object[] objects, int[] ends, byte[] text) {
    this.objects = objects;
    this.ends = ends;
    this.text = text;
  }

  /** How many bytes they take. */
  int bytes() {
    return text.length;
  }

  /** How many there are. */
  int elements() {
    return objects.length;
  }

  /**
   * Writes a list, into what was opened last: what is known as it stands here, the rest encoded.
   *
   * @param encode writes an element by itself
   * @return the text of that list, which is this if nothing changed
   */
  <T> ListText write(JsonWriter out, List<T> list, Consumer<T> encode) {
    if (common(list, 0, 0) == Math.max(list.size(), objects.length)) {
      out.raw(text, 0, text.length);
      return this;
    }
    int from = out.length();
    int[] newEnds = new int[list.size()];
    int cursor = list.isEmpty() ? 0 : Math.max(0, find(list.getFirst(), 0, objects.length));
    int i = 0;
    while (i < newEnds.length) {
      int found = find(list.get(i), cursor, LOOK_AHEAD);
      if (found < 0) {
        encode.accept(list.get(i));
        newEnds[i++] = out.length() - from;
        continue;
      }
      int count = common(list, i, found);
      out.raw(text, start(found), ends[found + count - 1]);
      int shift = out.length() - from - ends[found + count - 1];
      for (int k = 0; k < count; k++) {
        newEnds[i++] = ends[found + k] + shift;
      }
      cursor = found + count;
    }
    return new ListText(list.toArray(), newEnds, out.toByteArray(from));
  }

  private int start(int element) {
    return element == 0 ? 0 : ends[element - 1] + 1; // behind the comma
  }

  /** Where an object is, at most so far behind a place; negative if it is not there. */
  @SuppressWarnings("ReferenceEquality") // the very same has the same text, and takes no comparing
  private int find(Object object, int from, int lookAhead) {
    int to = Math.min(objects.length, from + lookAhead);
    for (int i = from; i < to; i++) {
      if (objects[i] == object) {
        return i;
      }
    }
    return -1;
  }

  /** How many objects of a list, from an index on, are those from a place on. */
  @SuppressWarnings("ReferenceEquality") // as above
  private int common(List<?> list, int index, int place) {
    int most = Math.min(list.size() - index, objects.length - place);
    int count = 0;
    while (count < most && list.get(index + count) == objects[place + count]) {
      count++;
    }
    return count;
  }
}
