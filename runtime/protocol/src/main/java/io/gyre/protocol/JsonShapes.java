package io.gyre.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the shapes that requests of clients and of the server API have in common. Each method reads
 * the value that the reader stands before, a {@code null} as the empty one, and throws {@link
 * ProtocolException} for one of another kind.
 */
public final class JsonShapes {
  private JsonShapes() {}

  /** Passes over an object of which no field counts. */
  public static void ignored(JsonReader reader) {
    if (reader.beginObject()) {
      while (reader.nextField()) {
        reader.skip();
      }
    }
  }

  /** Reads the only text that counts in an object, empty if it is not there. */
  public static String only(String name, JsonReader reader) {
    String value = "";
    if (reader.beginObject()) {
      while (reader.nextField()) {
        if (reader.fieldName().equals(name)) {
          value = reader.string();
        } else {
          reader.skip();
        }
      }
    }
    return value;
  }

  /** Reads a place in a stream. */
  public static @Nullable StreamPosition position(JsonReader reader) {
    if (!reader.beginObject()) {
      return null;
    }
    long offset = 0;
    String epoch = "";
    while (reader.nextField()) {
      switch (reader.fieldName()) {
        case "offset" -> offset = reader.uint64();
        case "epoch" -> epoch = reader.string();
        default -> reader.skip();
      }
    }
    return new StreamPosition(offset, epoch);
  }

  /** Reads an array of at most so many elements. */
  public static <T> List<T> list(JsonReader reader, int max, Function<JsonReader, T> element) {
    if (!reader.beginArray()) {
      return List.of();
    }
    List<T> list = new ArrayList<>();
    while (reader.nextElement()) {
      if (list.size() == max) {
        throw new ProtocolException("list is too long");
      }
      list.add(element.apply(reader));
    }
    return List.copyOf(list);
  }

  /** Reads an object of at most so many fields; of a repeated one the last counts. */
  public static <T> Map<String, T> map(JsonReader reader, int max, Function<JsonReader, T> value) {
    if (!reader.beginObject()) {
      return Map.of();
    }
    Map<String, T> map = new LinkedHashMap<>();
    while (reader.nextField()) {
      if (map.size() == max) {
        throw new ProtocolException("map is too large");
      }
      map.put(reader.key(), value.apply(reader));
    }
    return Collections.unmodifiableMap(map);
  }
}
