package io.gyre.api;

import io.gyre.protocol.FieldNames;
import io.gyre.protocol.JsonReader;
import io.gyre.protocol.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads commands of the server API from JSON. Unknown fields are passed over and null leaves a
 * field as if it were absent, as Go's decoder does; a value of the wrong type, text that is not
 * UTF-8 and anything behind the object are malformed. Immutable.
 */
public final class ApiCommandReader {
  private static final FieldNames NAMES =
      FieldNames.of(
          "publish",
          "broadcast",
          "subscribe",
          "unsubscribe",
          "disconnect",
          "refresh",
          "presence",
          "presence_stats",
          "history",
          "history_remove",
          "channels",
          "info",
          "rpc",
          "channel",
          "data",
          "b64data",
          "skip_history",
          "tags",
          "idempotency_key",
          "delta",
          "version",
          "version_epoch",
          "user",
          "client",
          "session",
          "expire_at",
          "b64info",
          "recover_since",
          "override",
          "value",
          "join_leave",
          "force_recovery",
          "force_positioning",
          "force_push_join_leave",
          "offset",
          "epoch",
          "code",
          "reason",
          "whitelist",
          "expired",
          "limit",
          "since",
          "reverse",
          "pattern",
          "method",
          "params",
          "commands",
          "parallel",
          "id");

  private final ApiLimits limits;

  /** Reads within limits. */
  public ApiCommandReader(ApiLimits limits) {
    this.limits = limits;
  }

  /**
   * A command of the old format.
   *
   * @param id of the reply, 0 for none
   */
  record Numbered(long id, ApiCommand command) {}

  /**
   * Reads the request of a method.
   *
   * @throws ProtocolException if the body is malformed
   */
  public ApiCommand read(ApiMethod method, byte[] body) {
    JsonReader reader = new JsonReader(body, NAMES);
    ApiCommand command = command(method, reader);
    reader.end();
    return command;
  }

  private ApiCommand command(ApiMethod method, JsonReader reader) {
    return switch (method) {
      case PUBLISH -> new PublishReader().publish(reader);
      case BROADCAST -> new PublishReader().broadcast(reader, limits.broadcastLimit());
      case SUBSCRIBE -> new SubscribeReader().subscribe(reader);
      case UNSUBSCRIBE -> SessionCommands.unsubscribe(reader);
      case DISCONNECT -> SessionCommands.disconnect(reader, limits.broadcastLimit());
      case REFRESH -> SessionCommands.refresh(reader);
      case PRESENCE -> new ApiCommand.Presence(ChannelCommands.channel(reader));
      case PRESENCE_STATS -> new ApiCommand.PresenceStats(ChannelCommands.channel(reader));
      case HISTORY -> ChannelCommands.history(reader);
      case HISTORY_REMOVE -> new ApiCommand.HistoryRemove(ChannelCommands.channel(reader));
      case CHANNELS -> ChannelCommands.channels(reader);
      case INFO -> ChannelCommands.info(reader);
      case RPC -> ChannelCommands.rpc(reader);
      case BATCH -> batch(reader);
    };
  }

  private ApiCommand batch(JsonReader reader) {
    List<ApiCommand> commands = List.of();
    boolean parallel = false;
    if (reader.beginObject()) {
      while (reader.nextField()) {
        switch (reader.fieldName()) {
          case "commands" -> commands = commands(reader);
          case "parallel" -> parallel = reader.bool();
          default -> reader.skip();
        }
      }
    }
    return new ApiCommand.Batch(commands, parallel);
  }

  private List<ApiCommand> commands(JsonReader reader) {
    List<ApiCommand> commands = new ArrayList<>();
    if (reader.beginArray()) {
      while (reader.nextElement()) {
        if (commands.size() == limits.batchLimit()) {
          throw new ProtocolException("too many commands");
        }
        commands.add(commandOfBatch(reader));
      }
    }
    return commands;
  }

  /** Reads an object whose one known field names the method. */
  private ApiCommand commandOfBatch(JsonReader reader) {
    if (!reader.beginObject()) {
      return new ApiCommand.Refused(ApiMethod.BATCH, ApiError.BAD_REQUEST);
    }
    ApiCommand command = new ApiCommand.Refused(ApiMethod.BATCH, ApiError.NOT_FOUND);
    while (reader.nextField()) {
      Optional<ApiMethod> method = ApiMethod.of(reader.fieldName());
      if (method.isEmpty() || method.get() == ApiMethod.BATCH || reader.nullValue()) {
        reader.skip();
      } else {
        command = command(method.get(), reader);
      }
    }
    return command;
  }

  /**
   * Reads the old format: objects of method and params, one behind the other. What is wrong with
   * the params of one is an answer to that one.
   *
   * @throws ProtocolException if the body is empty or malformed, or a method is none
   */
  List<Numbered> readNumbered(byte[] body) {
    if (body.length == 0) {
      throw new ProtocolException("no command");
    }
    List<Numbered> commands = new ArrayList<>();
    JsonReader reader = new JsonReader(body, NAMES);
    while (reader.peek() != JsonReader.Kind.NONE) {
      if (commands.size() == limits.batchLimit()) {
        throw new ProtocolException("too many commands");
      }
      commands.add(numbered(reader));
    }
    reader.end();
    return commands;
  }

  private Numbered numbered(JsonReader reader) {
    long id = 0;
    Optional<ApiMethod> method = Optional.of(ApiMethod.PUBLISH); // as the original: number 0
    byte[] params = NOTHING;
    if (reader.beginObject()) {
      while (reader.nextField()) {
        switch (reader.fieldName()) {
          case "id" -> id = reader.uint32();
          case "method" -> method = method(reader);
          case "params" -> params = reader.raw();
          default -> reader.skip();
        }
      }
    }
    return new Numbered(id, command(method, params));
  }

  private ApiCommand command(Optional<ApiMethod> method, byte[] params) {
    if (method.isEmpty()) {
      return new ApiCommand.Refused(ApiMethod.RPC, ApiError.NOT_FOUND);
    }
    if (method.get() == ApiMethod.INFO) {
      return new ApiCommand.Nodes(); // the one that asks for no params
    }
    try {
      return read(method.get(), params);
    } catch (ProtocolException malformed) {
      return new ApiCommand.Refused(method.get(), ApiError.BAD_REQUEST);
    }
  }

  private static final byte[] NOTHING = {};

  /** Reads a method's name in any case, or its number. */
  private static Optional<ApiMethod> method(JsonReader reader) {
    if (reader.peek() == JsonReader.Kind.NUMBER) {
      return ApiMethod.of(reader.int64());
    }
    String name = reader.string().toLowerCase(Locale.ROOT);
    Optional<ApiMethod> method = ApiMethod.of(name).filter(found -> found != ApiMethod.BATCH);
    if (method.isEmpty() && !ApiMethod.isReserved(name)) {
      throw new ProtocolException("no method of the API: " + name);
    }
    return method;
  }
}
