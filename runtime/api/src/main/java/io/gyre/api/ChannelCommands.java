package io.gyre.api;

import io.gyre.protocol.JsonReader;
import io.gyre.spi.channel.StreamPosition;
import org.jspecify.annotations.Nullable;

/** Reads requests about channels and nodes. */
final class ChannelCommands {
  private static final byte[] EMPTY = {};

  private ChannelCommands() {}

  /** Reads a request that holds nothing but a channel. */
  static String channel(JsonReader reader) {
    return only("channel", reader);
  }

  private static String only(String name, JsonReader reader) {
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
    return new ApiCommand.Channels(only("pattern", reader));
  }

  static ApiCommand info(JsonReader reader) {
    if (reader.beginObject()) {
      while (reader.nextField()) {
        reader.skip();
      }
    }
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
