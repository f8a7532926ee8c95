package io.gyre.api;

import io.gyre.protocol.JsonReader;
import io.gyre.protocol.JsonShapes;
import io.gyre.spi.error.Disconnect;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads requests about connections. */
final class SessionCommands {
  private static final Disconnect FORCED = new Disconnect(3503, "force disconnect");
  private static final byte[] EMPTY = {};

  private SessionCommands() {}

  static ApiCommand unsubscribe(JsonReader reader) {
    TargetReader target = new TargetReader();
    String channel = "";
    if (reader.beginObject()) {
      while (reader.nextField()) {
        if (reader.fieldName().equals("channel")) {
          channel = reader.string();
        } else {
          target.field(reader.fieldName(), reader);
        }
      }
    }
    return new ApiCommand.Unsubscribe(target.target(), channel);
  }

  static ApiCommand disconnect(JsonReader reader, int whitelistMax) {
    TargetReader target = new TargetReader();
    List<String> whitelist = List.of();
    Disconnect disconnect = FORCED;
    if (reader.beginObject()) {
      while (reader.nextField()) {
        switch (reader.fieldName()) {
          case "whitelist" -> whitelist = JsonShapes.list(reader, whitelistMax, JsonReader::string);
          case "disconnect" -> disconnect = reason(reader);
          default -> target.field(reader.fieldName(), reader);
        }
      }
    }
    return new ApiCommand.Disconnect(target.target(), whitelist, disconnect);
  }

  private static Disconnect reason(JsonReader reader) {
    if (!reader.beginObject()) {
      return FORCED;
    }
    long code = 0;
    String reason = "";
    while (reader.nextField()) {
      switch (reader.fieldName()) {
        case "code" -> code = reader.uint32();
        case "reason" -> reason = reader.string();
        default -> reader.skip();
      }
    }
    return code == 0 ? FORCED : new Disconnect((int) Math.min(code, Integer.MAX_VALUE), reason);
  }

  static ApiCommand refresh(JsonReader reader) {
    TargetReader target = new TargetReader();
    boolean expired = false;
    @Nullable Instant expireAt = null;
    byte[] info = EMPTY;
    if (reader.beginObject()) {
      while (reader.nextField()) {
        switch (reader.fieldName()) {
          case "expired" -> expired = reader.bool();
          case "expire_at" -> expireAt = Fields.time(reader);
          case "info" -> info = reader.raw();
          default -> target.field(reader.fieldName(), reader);
        }
      }
    }
    return new ApiCommand.Refresh(target.target(), expired, expireAt, info);
  }
}
