package io.gyre.protocol;

/** Writes pushes as the JSON protocol has them. */
final class JsonPushes {
  private static final byte[] CHANNEL = JsonWriter.quoted("channel");
  private static final byte[] PUB = JsonWriter.quoted("pub");
  private static final byte[] JOIN = JsonWriter.quoted("join");
  private static final byte[] LEAVE = JsonWriter.quoted("leave");
  private static final byte[] UNSUBSCRIBE = JsonWriter.quoted("unsubscribe");
  private static final byte[] MESSAGE = JsonWriter.quoted("message");
  private static final byte[] SUBSCRIBE = JsonWriter.quoted("subscribe");
  private static final byte[] CONNECT = JsonWriter.quoted("connect");
  private static final byte[] DISCONNECT = JsonWriter.quoted("disconnect");
  private static final byte[] REFRESH = JsonWriter.quoted("refresh");
  private static final byte[] INFO = JsonWriter.quoted("info");
  private static final byte[] CODE = JsonWriter.quoted("code");
  private static final byte[] REASON = JsonWriter.quoted("reason");
  private static final byte[] RECONNECT = JsonWriter.quoted("reconnect");
  private static final byte[] RECOVERABLE = JsonWriter.quoted("recoverable");
  private static final byte[] EPOCH = JsonWriter.quoted("epoch");
  private static final byte[] OFFSET = JsonWriter.quoted("offset");
  private static final byte[] POSITIONED = JsonWriter.quoted("positioned");
  private static final byte[] DATA = JsonWriter.quoted("data");
  private static final byte[] EXPIRES = JsonWriter.quoted("expires");
  private static final byte[] TTL = JsonWriter.quoted("ttl");

  private JsonPushes() {}

  /** Writes the push object. */
  static void write(JsonWriter out, String channel, Push push) {
    out.beginObject();
    JsonFields.string(out, CHANNEL, channel);
    switch (push) {
      case Publication publication -> {
        out.name(PUB);
        JsonFields.publication(out, publication);
      }
      case JoinPush(ClientInfo info) -> info(out.name(JOIN), info);
      case LeavePush(ClientInfo info) -> info(out.name(LEAVE), info);
      case UnsubscribePush(int code, String reason) -> {
        out.name(UNSUBSCRIBE).beginObject();
        JsonFields.number(out, CODE, code);
        JsonFields.string(out, REASON, reason);
        out.endObject();
      }
      case MessagePush(byte[] data) -> {
        out.name(MESSAGE).beginObject();
        JsonFields.payload(out, DATA, data);
        out.endObject();
      }
      case SubscribePush subscribe -> subscribe(out, subscribe);
      case ConnectPush(ConnectResult result) -> {
        out.name(CONNECT);
        JsonResults.connectPush(out, result);
      }
      case DisconnectPush(int code, String reason, boolean reconnect) -> {
        out.name(DISCONNECT).beginObject();
        JsonFields.number(out, CODE, code);
        JsonFields.string(out, REASON, reason);
        JsonFields.bool(out, RECONNECT, reconnect);
        out.endObject();
      }
      case RefreshPush(boolean expires, long ttl) -> {
        out.name(REFRESH).beginObject();
        JsonFields.bool(out, EXPIRES, expires);
        JsonFields.number(out, TTL, ttl);
        out.endObject();
      }
    }
    out.endObject();
  }

  private static void info(JsonWriter out, ClientInfo info) {
    out.beginObject().name(INFO);
    JsonFields.info(out, info);
    out.endObject();
  }

  private static void subscribe(JsonWriter out, SubscribePush push) {
    out.name(SUBSCRIBE).beginObject();
    JsonFields.bool(out, RECOVERABLE, push.recoverable());
    JsonFields.string(out, EPOCH, push.epoch());
    JsonFields.unsigned(out, OFFSET, push.offset());
    JsonFields.bool(out, POSITIONED, push.positioned());
    JsonFields.payload(out, DATA, push.data());
    out.endObject();
  }
}
