package io.gyre.protocol;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the requests of the JSON protocol, field by field. Unknown fields are passed over. */
final class JsonRequests {
  /** Every name a request can have, methods included. */
  static final FieldNames NAMES =
      FieldNames.of(
          "id",
          "connect",
          "subscribe",
          "unsubscribe",
          "publish",
          "presence",
          "presence_stats",
          "history",
          "ping",
          "send",
          "rpc",
          "refresh",
          "sub_refresh",
          "token",
          "data",
          "subs",
          "name",
          "version",
          "headers",
          "flag",
          "channel",
          "recover",
          "epoch",
          "offset",
          "positioned",
          "recoverable",
          "join_leave",
          "delta",
          "tf",
          "type",
          "phase",
          "cursor",
          "limit",
          "asc",
          "key",
          "removed",
          "since",
          "reverse",
          "method",
          "track",
          "untrack",
          "signature",
          "items",
          "op",
          "cmp",
          "val",
          "vals",
          "nodes",
          "node",
          "session");

  private JsonRequests() {}

  /**
   * Where the method with this name stands among those of one command, of which the first counts; 0
   * if it is none.
   */
  static int rank(String name) {
    return switch (name) {
      case "connect" -> 1;
      case "subscribe" -> 2;
      case "unsubscribe" -> 3;
      case "publish" -> 4;
      case "presence" -> 5;
      case "presence_stats" -> 6;
      case "history" -> 7;
      case "rpc" -> 8;
      case "send" -> 9;
      case "refresh" -> 10;
      case "sub_refresh" -> 11;
      case "ping" -> 12;
      default -> 0;
    };
  }

  /** Reads the request of a method. */
  static Command command(String method, long id, JsonReader reader) {
    return switch (method) {
      case "connect" -> connect(id, reader);
      case "subscribe" -> new Command.Subscribe(id, subscribe(reader));
      case "unsubscribe" -> new Command.Unsubscribe(id, channel(reader));
      case "publish" -> publish(id, reader);
      case "presence" -> new Command.Presence(id, channel(reader));
      case "presence_stats" -> new Command.PresenceStats(id, channel(reader));
      case "history" -> history(id, reader);
      case "ping" -> ping(id, reader);
      case "send" -> send(id, reader);
      case "rpc" -> rpc(id, reader);
      case "refresh" -> refresh(id, reader);
      case "sub_refresh" -> subRefresh(id, reader);
      default -> throw new IllegalArgumentException(method);
    };
  }

  static Command.Connect connect(long id, JsonReader reader) {
    String token = "";
    byte[] data = Bytes.EMPTY;
    Map<String, SubscribeRequest> subs = Map.of();
    String name = "";
    String version = "";
    Map<String, String> headers = Map.of();
    long flag = 0;
    if (reader.beginObject()) {
      while (reader.nextField()) {
        switch (reader.fieldName()) {
          case "token" -> token = reader.string();
          case "data" -> data = reader.raw();
          case "subs" -> subs = map(reader, JsonRequests::subscribe);
          case "name" -> name = reader.string();
          case "version" -> version = reader.string();
          case "headers" -> headers = map(reader, JsonReader::string);
          case "flag" -> flag = reader.int64();
          default -> reader.skip();
        }
      }
    }
    return new Command.Connect(id, token, data, subs, name, version, headers, flag);
  }

  static SubscribeRequest subscribe(JsonReader reader) {
    SubscribeRequest.Builder request = SubscribeRequest.builder();
    if (reader.beginObject()) {
      while (reader.nextField()) {
        subscribeField(request, reader.fieldName(), reader);
      }
    }
    return request.build();
  }

  private static void subscribeField(
      SubscribeRequest.Builder request, String name, JsonReader reader) {
    switch (name) {
      case "channel" -> request.channel(reader.string());
      case "token" -> request.token(reader.string());
      case "recover" -> request.recover(reader.bool());
      case "epoch" -> request.epoch(reader.string());
      case "offset" -> request.offset(reader.uint64());
      case "data" -> request.data(reader.raw());
      case "positioned" -> request.positioned(reader.bool());
      case "recoverable" -> request.recoverable(reader.bool());
      case "join_leave" -> request.joinLeave(reader.bool());
      case "delta" -> request.delta(reader.string());
      case "tf" -> request.filter(new FilterReader(reader).read(1));
      case "flag" -> request.flag(reader.int64());
      case "type" -> request.type(reader.int32());
      case "phase" -> request.phase(reader.int32());
      case "cursor" -> request.cursor(reader.string());
      case "limit" -> request.limit(reader.int32());
      case "asc" -> request.ascending(reader.bool());
      default -> reader.skip();
    }
  }

  /** Reads a tags filter and counts its nodes. */
  private static final class FilterReader {
    private final JsonReader reader;
    private int nodeCount;

    FilterReader(JsonReader reader) {
      this.reader = reader;
    }

    @Nullable FilterNode read(int depth) {
      if (!reader.beginObject()) {
        return null;
      }
      if (depth > Decoder.FILTER_DEPTH_MAX || ++nodeCount > Decoder.FILTER_NODES_MAX) {
        throw new ProtocolException("tags filter is too large");
      }
      String op = "";
      String key = "";
      String cmp = "";
      String val = "";
      List<String> vals = List.of();
      List<FilterNode> nodes = List.of();
      while (reader.nextField()) {
        switch (reader.fieldName()) {
          case "op" -> op = reader.string();
          case "key" -> key = reader.string();
          case "cmp" -> cmp = reader.string();
          case "val" -> val = reader.string();
          case "vals" -> vals = list(reader, JsonReader::string);
          case "nodes" -> nodes = nodes(depth);
          default -> reader.skip();
        }
      }
      return new FilterNode(op, key, cmp, val, vals, nodes);
    }

    private List<FilterNode> nodes(int depth) {
      return list(
          reader,
          ignored -> {
            FilterNode node = read(depth + 1);
            if (node == null) {
              throw new ProtocolException("tags filter has no node where one is listed");
            }
            return node;
          });
    }
  }

  private static Command publish(long id, JsonReader reader) {
    String channel = "";
    byte[] data = Bytes.EMPTY;
    int type = 0;
    String key = "";
    boolean removed = false;
    if (reader.beginObject()) {
      while (reader.nextField()) {
        switch (reader.fieldName()) {
          case "channel" -> channel = reader.string();
          case "data" -> data = reader.raw();
          case "type" -> type = reader.int32();
          case "key" -> key = reader.string();
          case "removed" -> removed = reader.bool();
          default -> reader.skip();
        }
      }
    }
    return new Command.Publish(id, channel, data, type, key, removed);
  }

  private static Command history(long id, JsonReader reader) {
    String channel = "";
    int limit = 0;
    StreamPosition since = null;
    boolean reverse = false;
    if (reader.beginObject()) {
      while (reader.nextField()) {
        switch (reader.fieldName()) {
          case "channel" -> channel = reader.string();
          case "limit" -> limit = reader.int32();
          case "since" -> since = JsonShapes.position(reader);
          case "reverse" -> reverse = reader.bool();
          default -> reader.skip();
        }
      }
    }
    return new Command.History(id, channel, limit, since, reverse);
  }

  private static Command ping(long id, JsonReader reader) {
    JsonShapes.ignored(reader);
    return new Command.Ping(id);
  }

  private static Command send(long id, JsonReader reader) {
    byte[] data = Bytes.EMPTY;
    if (reader.beginObject()) {
      while (reader.nextField()) {
        if (reader.fieldName().equals("data")) {
          data = reader.raw();
        } else {
          reader.skip();
        }
      }
    }
    return new Command.Send(id, data);
  }

  private static Command rpc(long id, JsonReader reader) {
    String method = "";
    byte[] data = Bytes.EMPTY;
    if (reader.beginObject()) {
      while (reader.nextField()) {
        switch (reader.fieldName()) {
          case "method" -> method = reader.string();
          case "data" -> data = reader.raw();
          default -> reader.skip();
        }
      }
    }
    return new Command.Rpc(id, method, data);
  }

  private static Command refresh(long id, JsonReader reader) {
    return new Command.Refresh(id, JsonShapes.only("token", reader));
  }

  private static String channel(JsonReader reader) {
    return JsonShapes.only("channel", reader);
  }

  private static Command subRefresh(long id, JsonReader reader) {
    String channel = "";
    String token = "";
    int type = 0;
    List<TrackBatch> track = List.of();
    List<String> untrack = List.of();
    if (reader.beginObject()) {
      while (reader.nextField()) {
        switch (reader.fieldName()) {
          case "channel" -> channel = reader.string();
          case "token" -> token = reader.string();
          case "type" -> type = reader.int32();
          case "track" -> track = list(reader, JsonRequests::trackBatch);
          case "untrack" -> untrack = list(reader, JsonReader::string);
          default -> reader.skip();
        }
      }
    }
    return new Command.SubRefresh(id, channel, token, type, track, untrack);
  }

  private static TrackBatch trackBatch(JsonReader reader) {
    String signature = "";
    List<KeyedItem> items = List.of();
    if (reader.beginObject()) {
      while (reader.nextField()) {
        switch (reader.fieldName()) {
          case "signature" -> signature = reader.string();
          case "items" -> items = list(reader, JsonRequests::keyedItem);
          default -> reader.skip();
        }
      }
    }
    return new TrackBatch(signature, items);
  }

  private static KeyedItem keyedItem(JsonReader reader) {
    String key = "";
    long version = 0;
    if (reader.beginObject()) {
      while (reader.nextField()) {
        switch (reader.fieldName()) {
          case "key" -> key = reader.string();
          case "version" -> version = reader.uint64();
          default -> reader.skip();
        }
      }
    }
    return new KeyedItem(key, version);
  }

  /** Reads an array of a bounded number of elements. */
  static <T> List<T> list(JsonReader reader, Function<JsonReader, T> element) {
    return JsonShapes.list(reader, Decoder.ENTRIES_MAX, element);
  }

  /** Reads an object of a bounded number of fields; of a repeated one the last counts. */
  static <T> Map<String, T> map(JsonReader reader, Function<JsonReader, T> value) {
    return JsonShapes.map(reader, Decoder.ENTRIES_MAX, value);
  }
}
