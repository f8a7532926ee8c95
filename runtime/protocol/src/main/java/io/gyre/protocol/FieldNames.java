package io.gyre.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * A fixed set of member names, found by their bytes without making a string. Immutable; a {@link
 * JsonReader} that is given one returns these very strings, so that a switch over them is cheap.
 */
public final class FieldNames {
  /** No names: each name that is read becomes a new string. */
  public static final FieldNames NONE = of();

  private final String[] slots; // open addressing; an empty string is a free slot

  private FieldNames(String[] slots) {
    this.slots = slots;
  }

  /** The set of these names, which must be distinct, lower-case ASCII and not empty. */
  public static FieldNames of(String... names) {
    String[] slots = new String[Integer.highestOneBit(names.length + 1) * 4];
    Arrays.fill(slots, "");
    for (String name : names) {
      byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
      int slot = slot(bytes, 0, bytes.length, slots.length);
      while (!slots[slot].isEmpty()) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = name;
    }
    return new FieldNames(slots);
  }

  /** The name these bytes spell, made anew unless it is of the set. The bytes must be UTF-8. */
  String name(byte[] bytes, int from, int to) {
    int slot = slot(bytes, from, to, slots.length);
    while (!slots[slot].isEmpty()) {
      if (equal(slots[slot], bytes, from, to)) {
        return slots[slot];
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /**
   * The name of the set that differs in nothing but the case of its letters, else the name as it
   * is. Go's decoders read fields so, and clients rely on it: those of C# write {@code "Channel"}.
   */
  String folded(String name) {
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      if (letter >= 'A' && letter <= 'Z' && this != NONE) {
        byte[] lower = name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        return name(lower, 0, lower.length);
      }
    }
    return name;
  }

  private static boolean equal(String name, byte[] bytes, int from, int to) {
    if (name.length() != to - from) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }

  /** Where the search begins: length, first and last byte tell the names of a protocol apart. */
  private static int slot(byte[] bytes, int from, int to, int slots) {
    int length = to - from;
    if (length == 0) {
      return 0;
    }
    int hash = length * 31 + bytes[from] * 7 + bytes[to - 1] * 17 + bytes[from + length / 2] * 5;
    return hash & (slots - 1);
  }
}
