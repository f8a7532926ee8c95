package io.gyre.api;

import io.gyre.core.node.ServerSubscribe;
import io.gyre.protocol.JsonReader;
import io.gyre.spi.channel.ChannelFlag;
import io.gyre.spi.channel.StreamPosition;
import io.gyre.spi.channel.SubscribeOptions;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one request to subscribe; used once. */
final class SubscribeReader {
  private final TargetReader target = new TargetReader();
  private final Payload info = new Payload();
  private final Payload data = new Payload();
  private final Map<ChannelFlag, Boolean> overrides = new EnumMap<>(ChannelFlag.class);
  private String channel = "";
  private @Nullable Instant expireAt;
  private @Nullable StreamPosition recoverSince;

  ApiCommand subscribe(JsonReader reader) {
    if (reader.beginObject()) {
      while (reader.nextField()) {
        field(reader.fieldName(), reader);
      }
    }
    if (info.isMalformed() || data.isMalformed()) {
      return new ApiCommand.Refused(ApiMethod.SUBSCRIBE, ApiError.BAD_REQUEST);
    }
    SubscribeOptions options =
        new SubscribeOptions(expireAt, info.bytes(), data.bytes(), overrides);
    return new ApiCommand.Subscribe(
        target.target(), channel, new ServerSubscribe(options, recoverSince));
  }

  private void field(String name, JsonReader reader) {
    switch (name) {
      case "channel" -> channel = reader.string();
      case "expire_at" -> expireAt = Fields.time(reader);
      case "info" -> info.json(reader.raw());
      case "b64info" -> info.base64(reader.stringBytes());
      case "data" -> data.json(reader.raw());
      case "b64data" -> data.base64(reader.stringBytes());
      case "recover_since" -> recoverSince = Fields.position(reader);
      case "override" -> override(reader);
      default -> target.field(name, reader);
    }
  }

  private void override(JsonReader reader) {
    if (reader.beginObject()) {
      while (reader.nextField()) {
        switch (reader.fieldName()) {
          case "presence" -> flag(ChannelFlag.PRESENCE, reader);
          case "join_leave" -> flag(ChannelFlag.JOIN_LEAVE, reader);
          case "force_recovery" -> flag(ChannelFlag.FORCE_RECOVERY, reader);
          case "force_positioning" -> flag(ChannelFlag.FORCE_POSITIONING, reader);
          case "force_push_join_leave" -> flag(ChannelFlag.FORCE_PUSH_JOIN_LEAVE, reader);
          default -> reader.skip();
        }
      }
    }
  }

  /** Reads an object with a value, which is false when left out. */
  private void flag(ChannelFlag flag, JsonReader reader) {
    if (reader.beginObject()) {
      boolean value = false;
      while (reader.nextField()) {
        if (reader.fieldName().equals("value")) {
          value = reader.bool();
        } else {
          reader.skip();
        }
      }
      overrides.put(flag, value);
    }
  }
}
