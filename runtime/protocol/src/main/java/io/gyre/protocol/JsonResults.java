package io.gyre.protocol;

import java.util.Map;

/** Writes the results of commands as the JSON protocol has them. */
final class JsonResults {
  private static final byte[] ERROR = JsonWriter.quoted("error");
  private static final byte[] CONNECT = JsonWriter.quoted("connect");
  private static final byte[] SUBSCRIBE = JsonWriter.quoted("subscribe");
  private static final byte[] UNSUBSCRIBE = JsonWriter.quoted("unsubscribe");
  private static final byte[] PUBLISH = JsonWriter.quoted("publish");
  private static final byte[] PRESENCE = JsonWriter.quoted("presence");
  private static final byte[] PRESENCE_STATS = JsonWriter.quoted("presence_stats");
  private static final byte[] HISTORY = JsonWriter.quoted("history");
  private static final byte[] PING = JsonWriter.quoted("ping");
  private static final byte[] RPC = JsonWriter.quoted("rpc");
  private static final byte[] REFRESH = JsonWriter.quoted("refresh");
  private static final byte[] SUB_REFRESH = JsonWriter.quoted("sub_refresh");
  private static final byte[] CODE = JsonWriter.quoted("code");
  private static final byte[] MESSAGE = JsonWriter.quoted("message");
  private static final byte[] TEMPORARY = JsonWriter.quoted("temporary");
  private static final byte[] CLIENT = JsonWriter.quoted("client");
  private static final byte[] VERSION = JsonWriter.quoted("version");
  private static final byte[] EXPIRES = JsonWriter.quoted("expires");
  private static final byte[] TTL = JsonWriter.quoted("ttl");
  private static final byte[] DATA = JsonWriter.quoted("data");
  private static final byte[] SUBS = JsonWriter.quoted("subs");
  private static final byte[] PONG = JsonWriter.quoted("pong");
  private static final byte[] SESSION = JsonWriter.quoted("session");
  private static final byte[] NODE = JsonWriter.quoted("node");
  private static final byte[] TIME = JsonWriter.quoted("time");
  private static final byte[] RECOVERABLE = JsonWriter.quoted("recoverable");
  private static final byte[] EPOCH = JsonWriter.quoted("epoch");
  private static final byte[] PUBLICATIONS = JsonWriter.quoted("publications");
  private static final byte[] RECOVERED = JsonWriter.quoted("recovered");
  private static final byte[] OFFSET = JsonWriter.quoted("offset");
  private static final byte[] POSITIONED = JsonWriter.quoted("positioned");
  private static final byte[] WAS_RECOVERING = JsonWriter.quoted("was_recovering");
  private static final byte[] DELTA = JsonWriter.quoted("delta");
  private static final byte[] ID = JsonWriter.quoted("id");
  private static final byte[] TYPE = JsonWriter.quoted("type");
  private static final byte[] PHASE = JsonWriter.quoted("phase");
  private static final byte[] CURSOR = JsonWriter.quoted("cursor");
  private static final byte[] STATE = JsonWriter.quoted("state");
  private static final byte[] PUBLISH_DEBOUNCE = JsonWriter.quoted("publish_debounce");
  private static final byte[] NUM_CLIENTS = JsonWriter.quoted("num_clients");
  private static final byte[] NUM_USERS = JsonWriter.quoted("num_users");
  private static final byte[] ITEMS = JsonWriter.quoted("items");

  private JsonResults() {}

  /** Writes the field of a reply that holds the result. */
  static void write(JsonWriter out, Result result) {
    switch (result) {
      case ConnectResult connect -> {
        out.name(CONNECT).beginObject();
        connect(out, connect);
      }
      case SubscribeResult subscribe -> subscribe(out.name(SUBSCRIBE), subscribe);
      case UnsubscribeResult() -> out.name(UNSUBSCRIBE).beginObject().endObject();
      case PublishResult() -> out.name(PUBLISH).beginObject().endObject();
      case PresenceResult(var presence) -> presence(out, presence);
      case PresenceStatsResult(long clients, long users) -> {
        out.name(PRESENCE_STATS).beginObject().name(NUM_CLIENTS).number(clients);
        out.name(NUM_USERS).number(users).endObject();
      }
      case HistoryResult(var publications, String epoch, long offset) -> {
        out.name(HISTORY).beginObject().name(PUBLICATIONS);
        JsonFields.publications(out, publications);
        out.name(EPOCH).string(epoch).name(OFFSET).unsigned(offset).endObject();
      }
      case PingResult() -> out.name(PING).beginObject().endObject();
      case RpcResult(byte[] data) -> {
        out.name(RPC).beginObject();
        JsonFields.payload(out, DATA, data);
        out.endObject();
      }
      case RefreshResult refresh -> refresh(out, refresh);
      case SubRefreshResult(boolean expires, long ttl, var items) -> {
        out.name(SUB_REFRESH).beginObject();
        JsonFields.bool(out, EXPIRES, expires);
        JsonFields.number(out, TTL, ttl);
        JsonFields.publications(out, ITEMS, items);
        out.endObject();
      }
      case ErrorReply(int code, String message, boolean temporary) -> {
        out.name(ERROR).beginObject();
        JsonFields.number(out, CODE, code);
        JsonFields.string(out, MESSAGE, message);
        JsonFields.bool(out, TEMPORARY, temporary);
        out.endObject();
      }
    }
  }

  private static void connect(JsonWriter out, ConnectResult result) {
    JsonFields.string(out, CLIENT, result.client());
    JsonFields.string(out, VERSION, result.version());
    JsonFields.bool(out, EXPIRES, result.expires());
    JsonFields.number(out, TTL, result.ttl());
    JsonFields.payload(out, DATA, result.data());
    subs(out, result.subs());
    session(out, result);
  }

  /** Writes a connect result as a push, which has its fields in another order. */
  static void connectPush(JsonWriter out, ConnectResult result) {
    out.beginObject();
    JsonFields.string(out, CLIENT, result.client());
    JsonFields.string(out, VERSION, result.version());
    JsonFields.payload(out, DATA, result.data());
    subs(out, result.subs());
    JsonFields.bool(out, EXPIRES, result.expires());
    JsonFields.number(out, TTL, result.ttl());
    session(out, result);
  }

  private static void session(JsonWriter out, ConnectResult result) {
    JsonFields.number(out, PING, result.ping());
    JsonFields.bool(out, PONG, result.pong());
    JsonFields.string(out, SESSION, result.session());
    JsonFields.string(out, NODE, result.node());
    JsonFields.number(out, TIME, result.time());
    out.endObject();
  }

  private static void subs(JsonWriter out, Map<String, SubscribeResult> subs) {
    if (subs.isEmpty()) {
      return;
    }
    out.name(SUBS).beginObject();
    for (Map.Entry<String, SubscribeResult> entry : subs.entrySet()) {
      subscribe(out.name(entry.getKey()), entry.getValue());
    }
    out.endObject();
  }

  private static void subscribe(JsonWriter out, SubscribeResult result) {
    out.beginObject();
    JsonFields.bool(out, EXPIRES, result.expires());
    JsonFields.number(out, TTL, result.ttl());
    JsonFields.bool(out, RECOVERABLE, result.recoverable());
    JsonFields.string(out, EPOCH, result.epoch());
    JsonFields.publications(out, PUBLICATIONS, result.publications());
    JsonFields.bool(out, RECOVERED, result.recovered());
    JsonFields.unsigned(out, OFFSET, result.offset());
    JsonFields.bool(out, POSITIONED, result.positioned());
    JsonFields.payload(out, DATA, result.data());
    JsonFields.bool(out, WAS_RECOVERING, result.wasRecovering());
    JsonFields.bool(out, DELTA, result.delta());
    JsonFields.number(out, ID, result.id());
    JsonFields.number(out, TYPE, result.type());
    JsonFields.number(out, PHASE, result.phase());
    JsonFields.string(out, CURSOR, result.cursor());
    JsonFields.publications(out, STATE, result.state());
    JsonFields.number(out, PUBLISH_DEBOUNCE, result.publishDebounce());
    out.endObject();
  }

  private static void presence(JsonWriter out, Map<String, ClientInfo> presence) {
    out.name(PRESENCE).beginObject().name(PRESENCE).beginObject();
    for (Map.Entry<String, ClientInfo> entry : presence.entrySet()) {
      JsonFields.info(out.name(entry.getKey()), entry.getValue());
    }
    out.endObject().endObject();
  }

  private static void refresh(JsonWriter out, RefreshResult result) {
    out.name(REFRESH).beginObject();
    JsonFields.string(out, CLIENT, result.client());
    JsonFields.string(out, VERSION, result.version());
    JsonFields.bool(out, EXPIRES, result.expires());
    JsonFields.number(out, TTL, result.ttl());
    out.endObject();
  }
}
