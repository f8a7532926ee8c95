package io.gyre.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Replies as lines of JSON. */
final class JsonReplyReader implements ReplyReader {
  private static final FieldNames NAMES =
      FieldNames.of(
          "id", "error", "push", "channel", "pub", "data", "info", "offset", "user", "client");

  private final JsonCommandReader lines;
  private final byte[] frame;

  JsonReplyReader(byte[] frame) {
    this.frame = frame;
    this.lines = new JsonCommandReader(frame);
  }

  @Override
  public boolean next() {
    return lines.next();
  }

  @Override
  public Reply read() {
    if (!Utf8.isValid(frame, lines.from(), lines.to())) {
      throw new ProtocolException("reply is not UTF-8");
    }
    JsonReader reader = new JsonReader(frame, lines.from(), lines.to(), NAMES);
    long id = 0;
    Result result = null;
    Reply pushed = null;
    if (reader.beginObject()) {
      while (reader.nextField()) {
        switch (reader.fieldName()) {
          case "id" -> id = reader.uint32();
          case "push" -> pushed = pushed(reader);
          default -> result = result(reader.fieldName(), reader);
        }
      }
    }
    reader.end();
    if (pushed != null) {
      return pushed;
    }
    return result == null ? Reply.Ping.INSTANCE : new Reply.Answer(id, result);
  }

  private static Result result(String method, JsonReader reader) {
    if (method.equals("connect")) {
      return connect(reader);
    }
    if (method.equals("subscribe")) {
      return subscribe(reader);
    }
    Fields fields = new Fields(reader);
    return switch (method) {
      case "error" -> new ErrorReply((int) fields.code, fields.text, fields.flag);
      case "unsubscribe" -> new UnsubscribeResult();
      case "publish" -> new PublishResult();
      case "presence" -> new PresenceResult(fields.presence);
      case "presence_stats" -> new PresenceStatsResult(fields.numClients, fields.numUsers);
      case "history" -> new HistoryResult(fields.publications, fields.epoch, fields.offset);
      case "ping" -> new PingResult();
      case "rpc" -> new RpcResult(fields.data);
      case "refresh" ->
          new RefreshResult(fields.client, fields.version, fields.expires, fields.ttl);
      case "sub_refresh" -> new SubRefreshResult(fields.expires, fields.ttl, fields.publications);
      default -> throw new ProtocolException("unknown reply");
    };
  }

  private static Reply pushed(JsonReader reader) {
    String channel = "";
    Push push = null;
    if (reader.beginObject()) {
      while (reader.nextField()) {
        if (reader.fieldName().equals("channel")) {
          channel = reader.string();
        } else {
          push = push(reader.fieldName(), reader);
        }
      }
    }
    if (push == null) {
      throw new ProtocolException("empty push");
    }
    return new Reply.Pushed(channel, push);
  }

  private static Push push(String kind, JsonReader reader) {
    if (kind.equals("pub")) {
      return publication(reader);
    }
    if (kind.equals("connect")) {
      return new ConnectPush(connect(reader));
    }
    Fields fields = new Fields(reader);
    return switch (kind) {
      case "join" -> new JoinPush(fields.info());
      case "leave" -> new LeavePush(fields.info());
      case "unsubscribe" -> new UnsubscribePush((int) fields.code, fields.text);
      case "message" -> new MessagePush(fields.data);
      case "subscribe" ->
          new SubscribePush(
              fields.recoverable, fields.epoch, fields.offset, fields.positioned, fields.data);
      case "disconnect" -> new DisconnectPush((int) fields.code, fields.text, fields.flag);
      case "refresh" -> new RefreshPush(fields.expires, fields.ttl);
      default -> throw new ProtocolException("unknown push");
    };
  }

  /** The fields of the small messages, together: no name means two things. */
  private static final class Fields {
    private long code;
    private String text = ""; // message or reason
    private boolean flag; // temporary or reconnect
    private byte[] data = Bytes.EMPTY;
    private String epoch = "";
    private long offset;
    private boolean recoverable;
    private boolean positioned;
    private boolean expires;
    private long ttl;
    private String client = "";
    private String version = "";
    private long numClients;
    private long numUsers;
    private @Nullable ClientInfo info;
    private Map<String, ClientInfo> presence = Map.of();
    private List<Publication> publications = List.of();

    Fields(JsonReader reader) {
      if (reader.beginObject()) {
        while (reader.nextField()) {
          read(reader);
        }
      }
    }

    private void read(JsonReader reader) {
      switch (reader.fieldName()) {
        case "code" -> code = reader.uint32();
        case "message", "reason" -> text = reader.string();
        case "temporary", "reconnect" -> flag = reader.bool();
        case "data" -> data = reader.raw();
        case "epoch" -> epoch = reader.string();
        case "offset" -> offset = reader.uint64();
        case "recoverable" -> recoverable = reader.bool();
        case "positioned" -> positioned = reader.bool();
        case "expires" -> expires = reader.bool();
        case "ttl" -> ttl = reader.uint32();
        case "client" -> client = reader.string();
        case "version" -> version = reader.string();
        case "num_clients" -> numClients = reader.uint32();
        case "num_users" -> numUsers = reader.uint32();
        case "info" -> info = JsonReplyReader.info(reader);
        case "presence" -> presence = JsonRequests.map(reader, JsonReplyReader::info);
        case "publications", "items" ->
            publications = JsonRequests.list(reader, JsonReplyReader::publication);
        default -> reader.skip();
      }
    }

    ClientInfo info() {
      return info == null ? new ClientInfo("", "", Bytes.EMPTY, Bytes.EMPTY) : info;
    }
  }

  private static ConnectResult connect(JsonReader reader) {
    ConnectResult.Builder result = ConnectResult.builder();
    if (reader.beginObject()) {
      while (reader.nextField()) {
        switch (reader.fieldName()) {
          case "client" -> result.client(reader.string());
          case "version" -> result.version(reader.string());
          case "expires" -> result.expires(reader.bool());
          case "ttl" -> result.ttl(reader.uint32());
          case "data" -> result.data(reader.raw());
          case "subs" -> result.subs(JsonRequests.map(reader, JsonReplyReader::subscribe));
          case "ping" -> result.ping(reader.uint32());
          case "pong" -> result.pong(reader.bool());
          case "session" -> result.session(reader.string());
          case "node" -> result.node(reader.string());
          case "time" -> result.time(reader.int64());
          default -> reader.skip();
        }
      }
    }
    return result.build();
  }

  private static SubscribeResult subscribe(JsonReader reader) {
    SubscribeResult.Builder result = SubscribeResult.builder();
    if (reader.beginObject()) {
      while (reader.nextField()) {
        subscribeField(result, reader);
      }
    }
    return result.build();
  }

  private static void subscribeField(SubscribeResult.Builder result, JsonReader reader) {
    switch (reader.fieldName()) {
      case "expires" -> result.expires(reader.bool());
      case "ttl" -> result.ttl(reader.uint32());
      case "recoverable" -> result.recoverable(reader.bool());
      case "epoch" -> result.epoch(reader.string());
      case "publications" ->
          result.publications(JsonRequests.list(reader, JsonReplyReader::publication));
      case "recovered" -> result.recovered(reader.bool());
      case "offset" -> result.offset(reader.uint64());
      case "positioned" -> result.positioned(reader.bool());
      case "data" -> result.data(reader.raw());
      case "was_recovering" -> result.wasRecovering(reader.bool());
      case "delta" -> result.delta(reader.bool());
      case "id" -> result.id(reader.int64());
      case "type" -> result.type(reader.int32());
      case "phase" -> result.phase(reader.int32());
      case "cursor" -> result.cursor(reader.string());
      case "state" -> result.state(JsonRequests.list(reader, JsonReplyReader::publication));
      case "publish_debounce" -> result.publishDebounce(reader.uint32());
      default -> reader.skip();
    }
  }

  private static Publication publication(JsonReader reader) {
    Publication.Builder publication = Publication.builder();
    if (reader.beginObject()) {
      while (reader.nextField()) {
        switch (reader.fieldName()) {
          case "data" -> publication.data(reader.raw());
          case "info" -> publication.info(info(reader));
          case "offset" -> publication.offset(reader.uint64());
          case "tags" -> publication.tags(JsonRequests.map(reader, JsonReader::string));
          case "delta" -> publication.delta(reader.bool());
          case "time" -> publication.time(reader.int64());
          case "channel" -> publication.channel(reader.string());
          case "key" -> publication.key(reader.string());
          case "removed" -> publication.removed(reader.bool());
          case "score" -> publication.score(reader.int64());
          case "epoch" -> publication.epoch(reader.string());
          case "prev_data" -> publication.prevData(reader.raw());
          case "version" -> publication.version(reader.uint64());
          default -> reader.skip();
        }
      }
    }
    return publication.build();
  }

  private static ClientInfo info(JsonReader reader) {
    String user = "";
    String client = "";
    byte[] connInfo = Bytes.EMPTY;
    byte[] chanInfo = Bytes.EMPTY;
    if (reader.beginObject()) {
      while (reader.nextField()) {
        switch (reader.fieldName()) {
          case "user" -> user = reader.string();
          case "client" -> client = reader.string();
          case "conn_info" -> connInfo = reader.raw();
          case "chan_info" -> chanInfo = reader.raw();
          default -> reader.skip();
        }
      }
    }
    return new ClientInfo(user, client, connInfo, chanInfo);
  }
}
