package io.gyre.api;

import io.gyre.protocol.JsonReader;
import io.gyre.protocol.JsonShapes;
import io.gyre.spi.channel.StreamPosition;
import org.jspecify.annotations.Nullable;

/** Reads requests about channels and nodes. */
final class ChannelCommands {
  private static final byte[] EMPTY = {};

  private ChannelCommands() {}

  /** Reads a request that holds nothing but a channel. */
  static String channel(JsonReader reader) {
    return JsonShapes.only("channel", reader);
  }

  static ApiCommand history(JsonReader reader) {
    String channel = "";
    @Nullable StreamPosition since = null;
    int limit = 0;
    boolean reverse = false;
    if (reader.beginObject()) {
      while (reader.nextField()) {
        switch (reader.fieldName()) {
          case "channel" -> channel = reader.string();
          case "since" -> since = Fields.position(reader);
          case "limit" -> limit = reader.int32();
          case "reverse" -> reverse = reader.bool();
          default -> reader.skip();
        }
      }
    }
    return new ApiCommand.History(channel, since, limit, reverse);
  }

  static ApiCommand channels(JsonReader reader) {
    return new ApiCommand.Channels(JsonShapes.only("pattern", reader));
  }

  static ApiCommand info(JsonReader reader) {
    JsonShapes.ignored(reader);
    return new ApiCommand.Nodes();
  }

  static ApiCommand rpc(JsonReader reader) {
    String name = "";
    byte[] params = EMPTY;
    if (reader.beginObject()) {
      while (reader.nextField()) {
        switch (reader.fieldName()) {
          case "method" -> name = reader.string();
          case "params" -> params = reader.raw();
          default -> reader.skip();
        }
      }
    }
    return new ApiCommand.Rpc(name, params);
  }
}
