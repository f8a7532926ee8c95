package io.gyre.api;

import io.gyre.protocol.JsonReader;
import io.gyre.protocol.JsonShapes;
import io.gyre.spi.channel.StreamPosition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads values that several requests have. */
final class Fields {
  private Fields() {}

  static @Nullable StreamPosition position(JsonReader reader) {
    var position = JsonShapes.position(reader);
    return position == null ? null : new StreamPosition(position.offset(), position.epoch());
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
