package io.gyre.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the requests of the Protobuf protocol, field by field. Unknown fields are passed over; of a
 * repeated field that should stand once the last counts. Methods that take the number of a field
 * expect the message in it, the others its fields.
 */
final class ProtobufRequests {
  private static final int CONNECT = 4;
  private static final int PING = 11;
  private static final int SEND = 12;
  private static final int RPC = 13;
  private static final int SUB_REFRESH = 15;

  private ProtobufRequests() {}

  /** Whether a field of a command with this number holds a request. */
  static boolean isMethod(int field) {
    return field >= CONNECT && field <= SUB_REFRESH;
  }

  /** Where a method stands among those of one command, of which the first counts. */
  static int rank(int field) {
    return switch (field) {
      case PING -> Integer.MAX_VALUE;
      case SEND -> RPC;
      case RPC -> SEND;
      default -> field;
    };
  }

  /** Reads the request in the field of a method. */
  static Command command(int field, long id, ProtobufReader reader) {
    int outer = reader.enter();
    Command command =
        switch (field) {
          case CONNECT -> connect(id, reader);
          case 5 -> new Command.Subscribe(id, subscribe(reader));
          case 6 -> new Command.Unsubscribe(id, onlyString(reader));
          case 7 -> publish(id, reader);
          case 8 -> new Command.Presence(id, onlyString(reader));
          case 9 -> new Command.PresenceStats(id, onlyString(reader));
          case 10 -> history(id, reader);
          case PING -> ping(id, reader);
          case SEND -> send(id, reader);
          case RPC -> rpc(id, reader);
          case 14 -> new Command.Refresh(id, onlyString(reader));
          case SUB_REFRESH -> subRefresh(id, reader);
          default -> throw new IllegalArgumentException("not a method: " + field);
        };
    reader.leave(outer);
    return command;
  }

  static Command.Connect connect(long id, ProtobufReader reader) {
    String token = "";
    byte[] data = Bytes.EMPTY;
    Map<String, SubscribeRequest> subs = new LinkedHashMap<>();
    String name = "";
    String version = "";
    Map<String, String> headers = new LinkedHashMap<>();
    long flag = 0;
    for (int field = reader.field(); field != 0; field = reader.field()) {
      switch (field) {
        case 1 -> token = reader.string();
        case 2 -> data = reader.bytes();
        case 3 -> subsEntry(subs, reader);
        case 4 -> name = reader.string();
        case 5 -> version = reader.string();
        case 6 -> stringEntry(headers, reader);
        case 7 -> flag = reader.integer();
        default -> reader.skip();
      }
    }
    return new Command.Connect(
        id,
        token,
        data,
        Collections.unmodifiableMap(subs),
        name,
        version,
        Collections.unmodifiableMap(headers),
        flag);
  }

  private static void subsEntry(Map<String, SubscribeRequest> subs, ProtobufReader reader) {
    int outer = reader.enter();
    String key = "";
    SubscribeRequest value = null;
    for (int field = reader.field(); field != 0; field = reader.field()) {
      switch (field) {
        case ProtobufFields.MAP_KEY -> key = reader.string();
        case ProtobufFields.MAP_VALUE -> {
          int entry = reader.enter();
          value = subscribe(reader);
          reader.leave(entry);
        }
        default -> reader.skip();
      }
    }
    reader.leave(outer);
    bound(subs.size());
    subs.put(key, value == null ? SubscribeRequest.builder().build() : value);
  }

  static void stringEntry(Map<String, String> map, ProtobufReader reader) {
    int outer = reader.enter();
    String key = "";
    String value = "";
    for (int field = reader.field(); field != 0; field = reader.field()) {
      switch (field) {
        case ProtobufFields.MAP_KEY -> key = reader.string();
        case ProtobufFields.MAP_VALUE -> value = reader.string();
        default -> reader.skip();
      }
    }
    reader.leave(outer);
    bound(map.size());
    map.put(key, value);
  }

  private static SubscribeRequest subscribe(ProtobufReader reader) {
    SubscribeRequest.Builder request = SubscribeRequest.builder();
    for (int field = reader.field(); field != 0; field = reader.field()) {
      switch (field) {
        case 1 -> request.channel(reader.string());
        case 2 -> request.token(reader.string());
        case 3 -> request.recover(reader.bool());
        case 6 -> request.epoch(reader.string());
        case 7 -> request.offset(reader.integer());
        case 8 -> request.data(reader.bytes());
        case 9 -> request.positioned(reader.bool());
        case 10 -> request.recoverable(reader.bool());
        case 11 -> request.joinLeave(reader.bool());
        case 12 -> request.delta(reader.string());
        case 13 -> request.filter(new FilterReader(reader).read(1));
        case 14 -> request.flag(reader.integer());
        case 15 -> request.type(reader.int32());
        case 16 -> request.phase(reader.int32());
        case 17 -> request.cursor(reader.string());
        case 18 -> request.limit(reader.int32());
        case 19 -> request.ascending(reader.bool());
        default -> reader.skip();
      }
    }
    return request.build();
  }

  /** Reads a tags filter and counts its nodes. */
  private static final class FilterReader {
    private final ProtobufReader reader;
    private int nodeCount;

    FilterReader(ProtobufReader reader) {
      this.reader = reader;
    }

    FilterNode read(int depth) {
      if (depth > Decoder.FILTER_DEPTH_MAX || ++nodeCount > Decoder.FILTER_NODES_MAX) {
        throw new ProtocolException("tags filter is too large");
      }
      int outer = reader.enter();
      String op = "";
      String key = "";
      String cmp = "";
      String val = "";
      List<String> vals = new ArrayList<>();
      List<FilterNode> nodes = new ArrayList<>();
      for (int field = reader.field(); field != 0; field = reader.field()) {
        switch (field) {
          case 1 -> op = reader.string();
          case 2 -> key = reader.string();
          case 3 -> cmp = reader.string();
          case 4 -> val = reader.string();
          case 5 -> add(vals, reader.string());
          case 6 -> nodes.add(read(depth + 1));
          default -> reader.skip();
        }
      }
      reader.leave(outer);
      return new FilterNode(op, key, cmp, val, List.copyOf(vals), List.copyOf(nodes));
    }
  }

  private static Command publish(long id, ProtobufReader reader) {
    String channel = "";
    byte[] data = Bytes.EMPTY;
    int type = 0;
    String key = "";
    boolean removed = false;
    for (int field = reader.field(); field != 0; field = reader.field()) {
      switch (field) {
        case 1 -> channel = reader.string();
        case 2 -> data = reader.bytes();
        case 3 -> type = reader.int32();
        case 4 -> key = reader.string();
        case 5 -> removed = reader.bool();
        default -> reader.skip();
      }
    }
    return new Command.Publish(id, channel, data, type, key, removed);
  }

  private static Command history(long id, ProtobufReader reader) {
    String channel = "";
    int limit = 0;
    StreamPosition since = null;
    boolean reverse = false;
    for (int field = reader.field(); field != 0; field = reader.field()) {
      switch (field) {
        case 1 -> channel = reader.string();
        case 7 -> limit = reader.int32();
        case 8 -> since = position(reader);
        case 9 -> reverse = reader.bool();
        default -> reader.skip();
      }
    }
    return new Command.History(id, channel, limit, since, reverse);
  }

  private static StreamPosition position(ProtobufReader reader) {
    int outer = reader.enter();
    long offset = 0;
    String epoch = "";
    for (int field = reader.field(); field != 0; field = reader.field()) {
      switch (field) {
        case 1 -> offset = reader.integer();
        case 2 -> epoch = reader.string();
        default -> reader.skip();
      }
    }
    reader.leave(outer);
    return new StreamPosition(offset, epoch);
  }

  private static Command ping(long id, ProtobufReader reader) {
    while (reader.field() != 0) {
      reader.skip();
    }
    return new Command.Ping(id);
  }

  private static Command send(long id, ProtobufReader reader) {
    byte[] data = Bytes.EMPTY;
    for (int field = reader.field(); field != 0; field = reader.field()) {
      if (field == 1) {
        data = reader.bytes();
      } else {
        reader.skip();
      }
    }
    return new Command.Send(id, data);
  }

  private static Command rpc(long id, ProtobufReader reader) {
    String method = "";
    byte[] data = Bytes.EMPTY;
    for (int field = reader.field(); field != 0; field = reader.field()) {
      switch (field) {
        case 1 -> data = reader.bytes();
        case 2 -> method = reader.string();
        default -> reader.skip();
      }
    }
    return new Command.Rpc(id, method, data);
  }

  /** Reads a message whose only field is a string: a channel or a token. */
  private static String onlyString(ProtobufReader reader) {
    String value = "";
    for (int field = reader.field(); field != 0; field = reader.field()) {
      if (field == 1) {
        value = reader.string();
      } else {
        reader.skip();
      }
    }
    return value;
  }

  private static Command subRefresh(long id, ProtobufReader reader) {
    String channel = "";
    String token = "";
    int type = 0;
    List<TrackBatch> track = new ArrayList<>();
    List<String> untrack = new ArrayList<>();
    for (int field = reader.field(); field != 0; field = reader.field()) {
      switch (field) {
        case 1 -> channel = reader.string();
        case 2 -> token = reader.string();
        case 3 -> type = reader.int32();
        case 4 -> add(track, trackBatch(reader));
        case 5 -> add(untrack, reader.string());
        default -> reader.skip();
      }
    }
    return new Command.SubRefresh(
        id, channel, token, type, List.copyOf(track), List.copyOf(untrack));
  }

  private static TrackBatch trackBatch(ProtobufReader reader) {
    int outer = reader.enter();
    String signature = "";
    List<KeyedItem> items = new ArrayList<>();
    for (int field = reader.field(); field != 0; field = reader.field()) {
      switch (field) {
        case 1 -> signature = reader.string();
        case 2 -> add(items, keyedItem(reader));
        default -> reader.skip();
      }
    }
    reader.leave(outer);
    return new TrackBatch(signature, List.copyOf(items));
  }

  private static KeyedItem keyedItem(ProtobufReader reader) {
    int outer = reader.enter();
    String key = "";
    long version = 0;
    for (int field = reader.field(); field != 0; field = reader.field()) {
      switch (field) {
        case 1 -> key = reader.string();
        case 2 -> version = reader.integer();
        default -> reader.skip();
      }
    }
    reader.leave(outer);
    return new KeyedItem(key, version);
  }

  private static <T> void add(List<T> list, T element) {
    bound(list.size());
    list.add(element);
  }

  private static void bound(int size) {
    if (size == Decoder.ENTRIES_MAX) {
      throw new ProtocolException("list or map is too long");
    }
  }
}
