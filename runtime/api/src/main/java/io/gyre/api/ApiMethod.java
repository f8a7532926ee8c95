package io.gyre.api;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The methods of the server API. */
public enum ApiMethod {
  /** Publishes into a channel. */
  PUBLISH("publish"),
  /** Publishes the same into several channels. */
  BROADCAST("broadcast"),
  /** Subscribes connections to a channel. */
  SUBSCRIBE("subscribe"),
  /** Unsubscribes connections from a channel. */
  UNSUBSCRIBE("unsubscribe"),
  /** Ends connections. */
  DISCONNECT("disconnect"),
  /** Prolongs connections. */
  REFRESH("refresh"),
  /** Says who is in a channel. */
  PRESENCE("presence"),
  /** Says how many are in a channel. */
  PRESENCE_STATS("presence_stats"),
  /** Reads a channel's history. */
  HISTORY("history"),
  /** Removes a channel's history. */
  HISTORY_REMOVE("history_remove"),
  /** Lists channels. */
  CHANNELS("channels"),
  /** Describes the nodes. */
  INFO("info"),
  /** Calls an extension. */
  RPC("rpc"),
  /** Several commands in one call. */
  BATCH("batch");

  /** The numbers that the old format may use in place of names. */
  private static final ApiMethod[] NUMBERED = {
    PUBLISH,
    BROADCAST,
    UNSUBSCRIBE,
    DISCONNECT,
    PRESENCE,
    PRESENCE_STATS,
    HISTORY,
    HISTORY_REMOVE,
    CHANNELS,
    INFO,
    RPC,
    SUBSCRIBE,
    REFRESH
  };

  /** Names that the old format has a number for and this server no method. */
  private static final Set<String> RESERVED =
      Set.of(
          "connections",
          "update_user_status",
          "get_user_status",
          "delete_user_status",
          "block_user",
          "unblock_user",
          "revoke_token",
          "invalidate_user_tokens",
          "device_register",
          "device_update",
          "device_remove",
          "device_list",
          "device_topic_list",
          "device_topic_update",
          "user_topic_list",
          "user_topic_update",
          "send_push_notification",
          "update_push_status",
          "cancel_push",
          "map_publish",
          "map_remove",
          "map_read_state",
          "map_read_stream",
          "map_stats",
          "map_clear",
          "shared_poll_publish");

  private static final Map<String, ApiMethod> BY_LABEL =
      Stream.of(values()).collect(Collectors.toUnmodifiableMap(ApiMethod::label, method -> method));

  private final String label;

  ApiMethod(String label) {
    this.label = label;
  }

  /** The name in paths, batches and metrics. */
  public String label() {
    return label;
  }

  /** The method of this name. */
  public static Optional<ApiMethod> of(String label) {
    return Optional.ofNullable(BY_LABEL.get(label));
  }

  /** Whether the old format has a number for this name, though there is no such method here. */
  static boolean isReserved(String label) {
    return RESERVED.contains(label);
  }

  /** The method that the old format numbers so. */
  static Optional<ApiMethod> of(long number) {
    return number >= 0 && number < NUMBERED.length
        ? Optional.of(NUMBERED[(int) number])
        : Optional.empty();
  }
}
