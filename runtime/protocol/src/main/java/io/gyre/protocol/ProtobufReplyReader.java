package io.gyre.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Replies behind their lengths. */
final class ProtobufReplyReader implements ReplyReader {
  private static final int PUSH = 4;

  private final ProtobufCommandReader messages;
  private final byte[] frame;

  ProtobufReplyReader(byte[] frame) {
    this.frame = frame;
    this.messages = new ProtobufCommandReader(frame);
  }

  @Override
  public boolean next() {
    return messages.next();
  }

  @Override
  public Reply read() {
    ProtobufReader reader = new ProtobufReader(frame, messages.from(), messages.to());
    long id = 0;
    Result result = null;
    Reply pushed = null;
    for (int field = reader.field(); field != 0; field = reader.field()) {
      if (field == 1) {
        id = Integer.toUnsignedLong(reader.int32());
        continue;
      }
      int outer = reader.enter();
      if (field == PUSH) {
        pushed = pushed(reader);
      } else {
        result = result(field, reader);
      }
      reader.leave(outer);
    }
    if (pushed != null) {
      return pushed;
    }
    return result == null ? Reply.Ping.INSTANCE : new Reply.Answer(id, result);
  }

  private static Result result(int method, ProtobufReader reader) {
    return switch (method) {
      case 2 -> {
        Coded coded = new Coded(reader, 1);
        yield new ErrorReply(coded.code, coded.text, coded.flag);
      }
      case 5 -> connect(reader, false);
      case 6 -> subscribe(reader);
      case 7 -> empty(reader, new UnsubscribeResult());
      case 8 -> empty(reader, new PublishResult());
      case 9 -> presence(reader);
      case 10 -> stats(reader);
      case 11 -> history(reader);
      case 12 -> empty(reader, new PingResult());
      case 13 -> new RpcResult(onlyBytes(reader));
      case 14 -> refresh(reader);
      case 15 -> subRefresh(reader);
      default -> throw new ProtocolException("unknown reply");
    };
  }

  private static Reply pushed(ProtobufReader reader) {
    String channel = "";
    Push push = null;
    for (int field = reader.field(); field != 0; field = reader.field()) {
      if (field == 2) {
        channel = reader.string();
        continue;
      }
      int outer = reader.enter();
      push = push(field, reader);
      reader.leave(outer);
    }
    if (push == null) {
      throw new ProtocolException("empty push");
    }
    return new Reply.Pushed(channel, push);
  }

  private static Push push(int kind, ProtobufReader reader) {
    return switch (kind) {
      case 4 -> publication(reader);
      case 5 -> new JoinPush(onlyInfo(reader));
      case 6 -> new LeavePush(onlyInfo(reader));
      case 7 -> {
        Coded coded = new Coded(reader, 2);
        yield new UnsubscribePush(coded.code, coded.text);
      }
      case 8 -> new MessagePush(onlyBytes(reader));
      case 9 -> subscribePush(reader);
      case 10 -> new ConnectPush(connect(reader, true));
      case 11 -> {
        Coded coded = new Coded(reader, 1);
        yield new DisconnectPush(coded.code, coded.text, coded.flag);
      }
      case 12 -> refreshPush(reader);
      default -> throw new ProtocolException("unknown push");
    };
  }

  /** A code, a text and perhaps a flag, in fields that follow one another. */
  private static final class Coded {
    private int code;
    private String text = "";
    private boolean flag;

    Coded(ProtobufReader reader, int first) {
      for (int field = reader.field(); field != 0; field = reader.field()) {
        switch (field - first) {
          case 0 -> code = reader.int32();
          case 1 -> text = reader.string();
          case 2 -> flag = reader.bool();
          default -> reader.skip();
        }
      }
    }
  }

  private static <T> T empty(ProtobufReader reader, T value) {
    while (reader.field() != 0) {
      reader.skip();
    }
    return value;
  }

  private static byte[] onlyBytes(ProtobufReader reader) {
    byte[] bytes = Bytes.EMPTY;
    for (int field = reader.field(); field != 0; field = reader.field()) {
      if (field == 1) {
        bytes = reader.bytes();
      } else {
        reader.skip();
      }
    }
    return bytes;
  }

  private static Result presence(ProtobufReader reader) {
    Map<String, ClientInfo> presence = new LinkedHashMap<>();
    while (reader.field() != 0) {
      int outer = reader.enter();
      String key = "";
      ClientInfo info = new ClientInfo("", "", Bytes.EMPTY, Bytes.EMPTY);
      for (int field = reader.field(); field != 0; field = reader.field()) {
        if (field == ProtobufFields.MAP_KEY) {
          key = reader.string();
        } else {
          info = info(reader);
        }
      }
      reader.leave(outer);
      presence.put(key, info);
    }
    return new PresenceResult(Collections.unmodifiableMap(presence));
  }

  private static Result stats(ProtobufReader reader) {
    long clients = 0;
    long users = 0;
    for (int field = reader.field(); field != 0; field = reader.field()) {
      switch (field) {
        case 1 -> clients = Integer.toUnsignedLong(reader.int32());
        case 2 -> users = Integer.toUnsignedLong(reader.int32());
        default -> reader.skip();
      }
    }
    return new PresenceStatsResult(clients, users);
  }

  private static Result history(ProtobufReader reader) {
    List<Publication> publications = new ArrayList<>();
    String epoch = "";
    long offset = 0;
    for (int field = reader.field(); field != 0; field = reader.field()) {
      switch (field) {
        case 1 -> publications.add(entered(reader));
        case 2 -> epoch = reader.string();
        case 3 -> offset = reader.integer();
        default -> reader.skip();
      }
    }
    return new HistoryResult(List.copyOf(publications), epoch, offset);
  }

  private static Result refresh(ProtobufReader reader) {
    String client = "";
    String version = "";
    boolean expires = false;
    long ttl = 0;
    for (int field = reader.field(); field != 0; field = reader.field()) {
      switch (field) {
        case 1 -> client = reader.string();
        case 2 -> version = reader.string();
        case 3 -> expires = reader.bool();
        case 4 -> ttl = Integer.toUnsignedLong(reader.int32());
        default -> reader.skip();
      }
    }
    return new RefreshResult(client, version, expires, ttl);
  }

  private static Result subRefresh(ProtobufReader reader) {
    boolean expires = false;
    long ttl = 0;
    List<Publication> items = new ArrayList<>();
    for (int field = reader.field(); field != 0; field = reader.field()) {
      switch (field) {
        case 1 -> expires = reader.bool();
        case 2 -> ttl = Integer.toUnsignedLong(reader.int32());
        case 3 -> items.add(entered(reader));
        default -> reader.skip();
      }
    }
    return new SubRefreshResult(expires, ttl, List.copyOf(items));
  }

  private static Push subscribePush(ProtobufReader reader) {
    boolean recoverable = false;
    String epoch = "";
    long offset = 0;
    boolean positioned = false;
    byte[] data = Bytes.EMPTY;
    for (int field = reader.field(); field != 0; field = reader.field()) {
      switch (field) {
        case 1 -> recoverable = reader.bool();
        case 4 -> epoch = reader.string();
        case 5 -> offset = reader.integer();
        case 6 -> positioned = reader.bool();
        case 7 -> data = reader.bytes();
        default -> reader.skip();
      }
    }
    return new SubscribePush(recoverable, epoch, offset, positioned, data);
  }

  private static Push refreshPush(ProtobufReader reader) {
    boolean expires = false;
    long ttl = 0;
    for (int field = reader.field(); field != 0; field = reader.field()) {
      switch (field) {
        case 1 -> expires = reader.bool();
        case 2 -> ttl = Integer.toUnsignedLong(reader.int32());
        default -> reader.skip();
      }
    }
    return new RefreshPush(expires, ttl);
  }

  /** Reads a connect result, or a connect push, whose fields 3 to 6 mean something else. */
  private static ConnectResult connect(ProtobufReader reader, boolean push) {
    ConnectResult.Builder result = ConnectResult.builder();
    Map<String, SubscribeResult> subs = new LinkedHashMap<>();
    for (int field = reader.field(); field != 0; field = reader.field()) {
      switch (push && field >= 3 && field <= 6 ? PUSH_FIELDS[field - 3] : field) {
        case 1 -> result.client(reader.string());
        case 2 -> result.version(reader.string());
        case 3 -> result.expires(reader.bool());
        case 4 -> result.ttl(Integer.toUnsignedLong(reader.int32()));
        case 5 -> result.data(reader.bytes());
        case 6 -> subsEntry(subs, reader);
        case 7 -> result.ping(Integer.toUnsignedLong(reader.int32()));
        case 8 -> result.pong(reader.bool());
        case 9 -> result.session(reader.string());
        case 10 -> result.node(reader.string());
        case 11 -> result.time(reader.integer());
        default -> reader.skip();
      }
    }
    return result.subs(Collections.unmodifiableMap(subs)).build();
  }

  private static final int[] PUSH_FIELDS = {5, 6, 3, 4};

  private static void subsEntry(Map<String, SubscribeResult> subs, ProtobufReader reader) {
    int outer = reader.enter();
    String key = "";
    SubscribeResult value = SubscribeResult.builder().build();
    for (int field = reader.field(); field != 0; field = reader.field()) {
      if (field == ProtobufFields.MAP_KEY) {
        key = reader.string();
      } else {
        int entry = reader.enter();
        value = subscribe(reader);
        reader.leave(entry);
      }
    }
    reader.leave(outer);
    subs.put(key, value);
  }

  private static SubscribeResult subscribe(ProtobufReader reader) {
    SubscribeResult.Builder result = SubscribeResult.builder();
    List<Publication> publications = new ArrayList<>();
    List<Publication> state = new ArrayList<>();
    for (int field = reader.field(); field != 0; field = reader.field()) {
      switch (field) {
        case 1 -> result.expires(reader.bool());
        case 2 -> result.ttl(Integer.toUnsignedLong(reader.int32()));
        case 3 -> result.recoverable(reader.bool());
        case 6 -> result.epoch(reader.string());
        case 7 -> publications.add(entered(reader));
        case 8 -> result.recovered(reader.bool());
        case 9 -> result.offset(reader.integer());
        case 10 -> result.positioned(reader.bool());
        case 11 -> result.data(reader.bytes());
        case 12 -> result.wasRecovering(reader.bool());
        case 13 -> result.delta(reader.bool());
        case 14 -> result.id(reader.integer());
        case 15 -> result.type(reader.int32());
        case 16 -> result.phase(reader.int32());
        case 17 -> result.cursor(reader.string());
        case 18 -> state.add(entered(reader));
        case 19 -> result.publishDebounce(Integer.toUnsignedLong(reader.int32()));
        default -> reader.skip();
      }
    }
    return result.publications(List.copyOf(publications)).state(List.copyOf(state)).build();
  }

  private static Publication entered(ProtobufReader reader) {
    int outer = reader.enter();
    Publication publication = publication(reader);
    reader.leave(outer);
    return publication;
  }

  private static Publication publication(ProtobufReader reader) {
    Publication.Builder publication = Publication.builder();
    Map<String, String> tags = new LinkedHashMap<>();
    for (int field = reader.field(); field != 0; field = reader.field()) {
      switch (field) {
        case 4 -> publication.data(reader.bytes());
        case 5 -> publication.info(info(reader));
        case 6 -> publication.offset(reader.integer());
        case 7 -> ProtobufRequests.stringEntry(tags, reader);
        case 8 -> publication.delta(reader.bool());
        case 9 -> publication.time(reader.integer());
        case 10 -> publication.channel(reader.string());
        case 11 -> publication.key(reader.string());
        case 12 -> publication.removed(reader.bool());
        case 13 -> publication.score(unzigzag(reader.integer()));
        case 14 -> publication.epoch(reader.string());
        case 15 -> publication.prevData(reader.bytes());
        case 16 -> publication.version(reader.integer());
        default -> reader.skip();
      }
    }
    return publication.tags(Collections.unmodifiableMap(tags)).build();
  }

  private static long unzigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }

  private static ClientInfo onlyInfo(ProtobufReader reader) {
    ClientInfo info = null;
    for (int field = reader.field(); field != 0; field = reader.field()) {
      if (field == 1) {
        info = info(reader);
      } else {
        reader.skip();
      }
    }
    return present(info);
  }

  private static ClientInfo present(@Nullable ClientInfo info) {
    return info == null ? new ClientInfo("", "", Bytes.EMPTY, Bytes.EMPTY) : info;
  }

  private static ClientInfo info(ProtobufReader reader) {
    int outer = reader.enter();
    String user = "";
    String client = "";
    byte[] connInfo = Bytes.EMPTY;
    byte[] chanInfo = Bytes.EMPTY;
    for (int field = reader.field(); field != 0; field = reader.field()) {
      switch (field) {
        case 1 -> user = reader.string();
        case 2 -> client = reader.string();
        case 3 -> connInfo = reader.bytes();
        case 4 -> chanInfo = reader.bytes();
        default -> reader.skip();
      }
    }
    reader.leave(outer);
    return new ClientInfo(user, client, connInfo, chanInfo);
  }
}
