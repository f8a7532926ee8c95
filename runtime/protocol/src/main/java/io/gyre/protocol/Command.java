package io.gyre.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for. Values only and immutable; texts are never null, absent payloads are
 * {@link Bytes#EMPTY}. Decoders check form and bounds, not meaning: an id of 0 where one is needed,
 * an empty channel or an unknown delta type is for the session to refuse.
 */
public sealed interface Command {
  /** The number the reply repeats, 0 to 2^32-1; 0 means that the client sent none. */
  long id();

  /**
   * Opens the session. A unidirectional connect request has the same fields and the id 0.
   *
   * @param subs positions of server-side subscriptions to recover, by channel
   * @param headers headers the client emulates
   */
  record Connect(
      long id,
      String token,
      byte[] data,
      Map<String, SubscribeRequest> subs,
      String name,
      String version,
      Map<String, String> headers,
      long flag)
      implements Command {
    /** The request with no field set, as of a unidirectional client that sent nothing. */
    public static final Connect EMPTY =
        new Connect(0, "", Bytes.EMPTY, Map.of(), "", "", Map.of(), 0);
  }

  /** Subscribes to a channel. */
  record Subscribe(long id, SubscribeRequest request) implements Command {}

  /** Leaves a channel. */
  record Unsubscribe(long id, String channel) implements Command {}

  /** Publishes into a channel; type, key and removed belong to map subscriptions. */
  record Publish(long id, String channel, byte[] data, int type, String key, boolean removed)
      implements Command {}

  /** Asks who is in a channel. */
  record Presence(long id, String channel) implements Command {}

  /** Asks how many are in a channel. */
  record PresenceStats(long id, String channel) implements Command {}

  /** Asks for past publications; without since from the beginning. */
  record History(
      long id, String channel, int limit, @Nullable StreamPosition since, boolean reverse)
      implements Command {}

  /** The explicit ping command, which clients may not send. */
  record Ping(long id) implements Command {}

  /** A message that expects no answer. */
  record Send(long id, byte[] data) implements Command {}

  /** Calls a method of the application. */
  record Rpc(long id, String method, byte[] data) implements Command {}

  /** Renews the connection's token. */
  record Refresh(long id, String token) implements Command {}

  /** Renews a subscription's token; type, track and untrack belong to shared poll subscriptions. */
  record SubRefresh(
      long id, String channel, String token, int type, List<TrackBatch> track, List<String> untrack)
      implements Command {}

  /** The empty command: the answer to a server's ping. */
  record Pong() implements Command {
    /** The only value. */
    public static final Pong INSTANCE = new Pong();

    @Override
    public long id() {
      return 0;
    }
  }

  /** A command with an id and no method this server knows. */
  record Unknown(long id) implements Command {}
}
