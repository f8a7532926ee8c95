package io.gyre.api;

import io.gyre.protocol.JsonReader;
import io.gyre.protocol.ProtocolException;
import io.gyre.spi.channel.StreamPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads values that several requests have. */
final class Fields {
  private Fields() {}

  static List<String> strings(JsonReader reader, int max) {
    List<String> strings = new ArrayList<>();
    if (reader.beginArray()) {
      while (reader.nextElement()) {
        if (strings.size() == max) {
          throw new ProtocolException("list is too long");
        }
        strings.add(reader.string());
      }
    }
    return strings;
  }

  static Map<String, String> map(JsonReader reader) {
    Map<String, String> map = new LinkedHashMap<>();
    if (reader.beginObject()) {
      while (reader.nextField()) {
        map.put(reader.fieldName(), reader.string());
      }
    }
    return map;
  }

  static @Nullable StreamPosition position(JsonReader reader) {
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

  /** Reads seconds since 1970; 0 means no time, what is beyond reach means the end of time. */
  static @Nullable Instant time(JsonReader reader) {
    long seconds = reader.int64();
    return seconds == 0
        ? null
        : Instant.ofEpochSecond(
            Math.clamp(seconds, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()));
  }
}
