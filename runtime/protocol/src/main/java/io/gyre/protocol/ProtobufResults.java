package io.gyre.protocol;

import java.util.Map;

/** Writes the results of commands as the Protobuf protocol has them, last field first. */
final class ProtobufResults {
  private static final int ERROR = 2;
  private static final int CONNECT = 5;
  private static final int SUBSCRIBE = 6;
  private static final int UNSUBSCRIBE = 7;
  private static final int PUBLISH = 8;
  private static final int PRESENCE = 9;
  private static final int PRESENCE_STATS = 10;
  private static final int HISTORY = 11;
  private static final int PING = 12;
  private static final int RPC = 13;
  private static final int REFRESH = 14;
  private static final int SUB_REFRESH = 15;

  private ProtobufResults() {}

  /** Writes the field of a reply that holds the result. */
  static void write(ProtobufWriter out, Result result) {
    int end = out.mark();
    switch (result) {
      case ConnectResult connect -> connect(out, connect);
      case SubscribeResult subscribe -> subscribe(out, SUBSCRIBE, subscribe);
      case UnsubscribeResult() -> out.message(UNSUBSCRIBE, end);
      case PublishResult() -> out.message(PUBLISH, end);
      case PresenceResult(var presence) -> presence(out, presence);
      case PresenceStatsResult(long clients, long users) -> {
        out.integer(2, users);
        out.integer(1, clients);
        out.message(PRESENCE_STATS, end);
      }
      case HistoryResult(var publications, String epoch, long offset) -> {
        out.integer(3, offset);
        out.string(2, epoch);
        ProtobufFields.publications(out, 1, publications);
        out.message(HISTORY, end);
      }
      case PingResult() -> out.message(PING, end);
      case RpcResult(byte[] data) -> {
        out.bytes(1, data);
        out.message(RPC, end);
      }
      case RefreshResult refresh -> refresh(out, refresh);
      case SubRefreshResult(boolean expires, long ttl, var items) -> {
        ProtobufFields.publications(out, 3, items);
        out.integer(2, ttl);
        out.bool(1, expires);
        out.message(SUB_REFRESH, end);
      }
      case ErrorReply(int code, String message, boolean temporary) -> {
        out.bool(3, temporary);
        out.string(2, message);
        out.integer(1, code);
        out.message(ERROR, end);
      }
    }
  }

  private static void connect(ProtobufWriter out, ConnectResult result) {
    int end = out.mark();
    out.integer(11, result.time());
    out.string(10, result.node());
    out.string(9, result.session());
    out.bool(8, result.pong());
    out.integer(7, result.ping());
    subs(out, 6, result.subs());
    out.bytes(5, result.data());
    out.integer(4, result.ttl());
    out.bool(3, result.expires());
    out.string(2, result.version());
    out.string(1, result.client());
    out.message(CONNECT, end);
  }

  /** Writes server-side subscriptions by channel. */
  static void subs(ProtobufWriter out, int field, Map<String, SubscribeResult> subs) {
    for (Map.Entry<String, SubscribeResult> entry : subs.entrySet()) {
      int end = out.mark();
      subscribe(out, ProtobufFields.MAP_VALUE, entry.getValue());
      out.element(ProtobufFields.MAP_KEY, entry.getKey());
      out.message(field, end);
    }
  }

  private static void subscribe(ProtobufWriter out, int field, SubscribeResult result) {
    int end = out.mark();
    out.integer(19, result.publishDebounce());
    ProtobufFields.publications(out, 18, result.state());
    out.string(17, result.cursor());
    out.integer(16, result.phase());
    out.integer(15, result.type());
    out.integer(14, result.id());
    out.bool(13, result.delta());
    out.bool(12, result.wasRecovering());
    out.bytes(11, result.data());
    out.bool(10, result.positioned());
    out.integer(9, result.offset());
    out.bool(8, result.recovered());
    ProtobufFields.publications(out, 7, result.publications());
    out.string(6, result.epoch());
    out.bool(3, result.recoverable());
    out.integer(2, result.ttl());
    out.bool(1, result.expires());
    out.message(field, end);
  }

  private static void presence(ProtobufWriter out, Map<String, ClientInfo> presence) {
    int end = out.mark();
    for (Map.Entry<String, ClientInfo> entry : presence.entrySet()) {
      int entryEnd = out.mark();
      ProtobufFields.info(out, ProtobufFields.MAP_VALUE, entry.getValue());
      out.element(ProtobufFields.MAP_KEY, entry.getKey());
      out.message(1, entryEnd);
    }
    out.message(PRESENCE, end);
  }

  private static void refresh(ProtobufWriter out, RefreshResult result) {
    int end = out.mark();
    out.integer(4, result.ttl());
    out.bool(3, result.expires());
    out.string(2, result.version());
    out.string(1, result.client());
    out.message(REFRESH, end);
  }
}
