package io.gyre.protocol;

/** Writes pushes as the Protobuf protocol has them, last field first. */
final class ProtobufPushes {
  private static final int CHANNEL = 2;
  private static final int PUB = 4;
  private static final int JOIN = 5;
  private static final int LEAVE = 6;
  private static final int UNSUBSCRIBE = 7;
  private static final int MESSAGE = 8;
  private static final int SUBSCRIBE = 9;
  private static final int CONNECT = 10;
  private static final int DISCONNECT = 11;
  private static final int REFRESH = 12;

  private ProtobufPushes() {}

  /** Writes the fields of a push. */
  static void write(ProtobufWriter out, String channel, Push push) {
    int end = out.mark();
    switch (push) {
      case Publication publication -> ProtobufFields.publication(out, PUB, publication);
      case JoinPush(ClientInfo info) -> {
        ProtobufFields.info(out, 1, info);
        out.message(JOIN, end);
      }
      case LeavePush(ClientInfo info) -> {
        ProtobufFields.info(out, 1, info);
        out.message(LEAVE, end);
      }
      case UnsubscribePush(int code, String reason) -> {
        out.string(3, reason);
        out.integer(2, code);
        out.message(UNSUBSCRIBE, end);
      }
      case MessagePush(byte[] data) -> {
        out.bytes(1, data);
        out.message(MESSAGE, end);
      }
      case SubscribePush subscribe -> subscribe(out, subscribe);
      case ConnectPush(ConnectResult result) -> connect(out, result);
      case DisconnectPush(int code, String reason, boolean reconnect) -> {
        out.bool(3, reconnect);
        out.string(2, reason);
        out.integer(1, code);
        out.message(DISCONNECT, end);
      }
      case RefreshPush(boolean expires, long ttl) -> {
        out.integer(2, ttl);
        out.bool(1, expires);
        out.message(REFRESH, end);
      }
    }
    out.string(CHANNEL, channel);
  }

  private static void subscribe(ProtobufWriter out, SubscribePush push) {
    int end = out.mark();
    out.bytes(7, push.data());
    out.bool(6, push.positioned());
    out.integer(5, push.offset());
    out.string(4, push.epoch());
    out.bool(1, push.recoverable());
    out.message(SUBSCRIBE, end);
  }

  private static void connect(ProtobufWriter out, ConnectResult result) {
    int end = out.mark();
    out.integer(11, result.time());
    out.string(10, result.node());
    out.string(9, result.session());
    out.bool(8, result.pong());
    out.integer(7, result.ping());
    out.integer(6, result.ttl());
    out.bool(5, result.expires());
    ProtobufResults.subs(out, 4, result.subs());
    out.bytes(3, result.data());
    out.string(2, result.version());
    out.string(1, result.client());
    out.message(CONNECT, end);
  }
}
