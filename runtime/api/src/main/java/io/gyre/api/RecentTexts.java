package io.gyre.api;

import io.gyre.protocol.JsonWriter;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The JSON text of lists that were answered lately: who is in a channel, what was published there.
 * They are asked for again and again while little changes, and engines that keep them in memory
 * give the same objects again. Those are copied as a block; what is new is encoded. Forgets the
 * lists used longest ago. Thread-safe.
 */
final class RecentTexts {
  private static final int BYTES_MAX = 4 * 1024 * 1024;
  private static final int LIST_BYTES_MAX = BYTES_MAX / 4;
  private static final int OVERHEAD_BYTES = 256;
  private static final int ELEMENT_BYTES =
      2 * Integer.BYTES; // a reference, and where its text ends

  /** Shorter lists are encoded as fast as found. */
  private static final int ELEMENTS_MIN = 4;

  private final Map<Name, ListText> byName = new LinkedHashMap<>(16, 0.75f, true);
  private int bytes;

  /**
   * Writes the elements of a list into the array or the object that was opened last.
   *
   * @param method what the list answers
   * @param elements objects whose text never changes
   * @param encode writes an element by itself
   */
  <T> void write(
      JsonWriter out, ApiMethod method, String channel, List<T> elements, Consumer<T> encode) {
    if (elements.size() < ELEMENTS_MIN) {
      elements.forEach(encode);
      return;
    }
    Name name = new Name(method, channel);
    ListText known = find(name);
    ListText text = known.write(out, elements, encode);
    if (text != known) {
      keep(name, text);
    }
  }

  /** How many bytes the list took last time, if that is known. */
  OptionalInt length(ApiMethod method, String channel) {
    ListText known = find(new Name(method, channel));
    return known == ListText.NONE ? OptionalInt.empty() : OptionalInt.of(known.bytes());
  }

  private synchronized ListText find(Name name) {
    return byName.getOrDefault(name, ListText.NONE);
  }

  private synchronized void keep(Name name, ListText text) {
    ListText before = size(text) > LIST_BYTES_MAX ? byName.remove(name) : byName.put(name, text);
    bytes -= before == null ? 0 : size(before);
    bytes += size(text) > LIST_BYTES_MAX ? 0 : size(text);
    Iterator<ListText> eldest = byName.values().iterator();
    while (bytes > BYTES_MAX) {
      bytes -= size(eldest.next());
      eldest.remove();
    }
  }

  /** What a text takes; as much again for its objects, of which the engine may have let go. */
  private static int size(ListText text) {
    return OVERHEAD_BYTES + 2 * text.bytes() + ELEMENT_BYTES * text.elements();
  }

  /** How many bytes are kept, roughly. */
  synchronized int bytes() {
    return bytes;
  }

  private record Name(ApiMethod method, String channel) {}
}
