package io.gyre.core.meter;

/** What a message between client and server is, as the metrics name it. */
public enum FrameType {
  /** An empty message that asks for a pong. */
  SERVER_PING("server_ping"),
  /** The answer to it. */
  CLIENT_PONG("client_pong"),
  /** The pushes. */
  PUSH_CONNECT("push_connect"),
  /** A subscription made by the server. */
  PUSH_SUBSCRIBE("push_subscribe"),
  /** A publication. */
  PUSH_PUBLICATION("push_publication"),
  /** Somebody came. */
  PUSH_JOIN("push_join"),
  /** Somebody left. */
  PUSH_LEAVE("push_leave"),
  /** A subscription ended by the server. */
  PUSH_UNSUBSCRIBE("push_unsubscribe"),
  /** A message outside channels. */
  PUSH_MESSAGE("push_message"),
  /** A refreshed unidirectional connection. */
  PUSH_REFRESH("push_refresh"),
  /** The end of a unidirectional connection. */
  PUSH_DISCONNECT("push_disconnect"),
  /** The commands, and the replies to them. */
  CONNECT("connect"),
  /** A subscribe command or its reply. */
  SUBSCRIBE("subscribe"),
  /** A publish command or its reply. */
  PUBLISH("publish"),
  /** An unsubscribe command or its reply. */
  UNSUBSCRIBE("unsubscribe"),
  /** An rpc command or its reply. */
  RPC("rpc"),
  /** A presence command or its reply. */
  PRESENCE("presence"),
  /** A presence stats command or its reply. */
  PRESENCE_STATS("presence_stats"),
  /** A history command or its reply. */
  HISTORY("history"),
  /** A refresh command or its reply. */
  REFRESH("refresh"),
  /** A sub refresh command or its reply. */
  SUB_REFRESH("sub_refresh"),
  /** A message to the server that has no reply. */
  SEND("send"),
  /** Anything else. */
  UNKNOWN("unknown");

  private static final FrameType[] ALL = values();

  private final String label;

  FrameType(String label) {
    this.label = label;
  }

  /** The word in the metrics. */
  public String label() {
    return label;
  }

  /** Whether clients send commands of this type. */
  public boolean isCommand() {
    return index() >= CONNECT.index();
  }

  /** Its place in arrays that hold something for each type. */
  int index() {
    return ordinal();
  }

  static int count() {
    return ALL.length;
  }

  static FrameType at(int index) {
    return ALL[index];
  }
}
