package io.gyre.core.session;

import io.gyre.core.hub.Announcement;
import io.gyre.core.hub.Broadcast;
import io.gyre.core.hub.Wire;
import io.gyre.core.meter.FrameType;
import io.gyre.core.meter.TransportMeters;
import io.gyre.protocol.ConnectPush;
import io.gyre.protocol.DisconnectPush;
import io.gyre.protocol.Encoder;
import io.gyre.protocol.JoinPush;
import io.gyre.protocol.LeavePush;
import io.gyre.protocol.MessagePush;
import io.gyre.protocol.Publication;
import io.gyre.protocol.Push;
import io.gyre.protocol.RefreshPush;
import io.gyre.protocol.Result;
import io.gyre.protocol.SubscribePush;
import io.gyre.protocol.UnsubscribePush;
import io.gyre.spi.error.ClientError;
import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.Connection;
import io.gyre.spi.transport.ConnectionInfo;
import io.gyre.spi.transport.Encoding;
import io.gyre.spi.transport.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session sends, encoded as its peer reads it, counted and in order. Replies to the commands
 * of one frame are joined in one; a push keeps its own and lets the replies before it go first.
 * Belongs to its shard's thread.
 */
final class Outbox {
  private static final Frame JSON_PING = new Frame(Wire.encoder(Encoding.JSON).ping());
  private static final Frame PROTOBUF_PING = new Frame(Wire.encoder(Encoding.PROTOBUF).ping());

  private final Connection connection;
  private final Encoding encoding;
  private final boolean unidirectional;
  private final TransportMeters meters;
  private final int waitingBytesMax;
  private byte @Nullable [] reply;
  private @Nullable List<byte[]> more;
  private boolean overflow;

  Outbox(Connection connection, ConnectionInfo info, TransportMeters meters, ClientConfig client) {
    this.connection = connection;
    this.encoding = info.encoding();
    this.unidirectional = info.unidirectional();
    this.meters = meters;
    this.waitingBytesMax = client.queueMaxSize() > 0 ? client.queueMaxSize() : Integer.MAX_VALUE;
  }

  /** Counts what goes to this peer, and what comes from it. */
  TransportMeters meters() {
    return meters;
  }

  private Encoder encoder() {
    return Wire.encoder(encoding);
  }

  /**
   * Adds a reply to those that {@link #flush} joins.
   *
   * @throws io.gyre.protocol.NotJsonException if the encoding cannot carry it
   */
  void reply(long commandId, Result result, FrameType type) {
    byte[] message = encoder().reply(commandId, result);
    meters.sent(type, message.length);
    if (reply == null) {
      reply = message;
      return;
    }
    if (more == null) {
      more = new ArrayList<>();
    }
    more.add(message);
  }

  /** Sends the replies added. */
  void flush() {
    byte[] only = reply;
    if (only == null) {
      return;
    }
    List<byte[]> others = more;
    reply = null;
    more = null;
    if (others != null) {
      others.addFirst(only);
      only = encoder().join(others);
    }
    write(new Frame(only));
  }

  /**
   * Sends a push of this peer alone, behind the replies added.
   *
   * @throws io.gyre.protocol.NotJsonException if the encoding cannot carry it
   */
  void push(String channel, Push push) {
    send(new Frame(encoder().draft(channel, push, unidirectional)), type(push));
  }

  /** Sends a frame, which may be shared, behind the replies added. */
  void send(Frame frame, FrameType type) {
    if (reply != null) {
      flush();
    }
    meters.sent(type, frame.length());
    write(frame);
  }

  private void write(Frame frame) {
    if (connection.send(frame) > waitingBytesMax) {
      overflow = true;
    }
  }

  /** The broadcast as this peer reads it. */
  Frame frame(Broadcast broadcast, Broadcast.Form form) {
    return broadcast.frame(encoding, unidirectional, form);
  }

  /** The announcement as this peer reads it. */
  Frame frame(Announcement announcement) {
    return announcement.frame(encoding, unidirectional);
  }

  /** The empty message that asks for a sign of life. */
  Frame ping() {
    return switch (encoding) {
      case JSON -> JSON_PING;
      case PROTOBUF -> PROTOBUF_PING;
    };
  }

  private static FrameType type(Push push) {
    return switch (push) {
      case Publication _ -> FrameType.PUSH_PUBLICATION;
      case JoinPush _ -> FrameType.PUSH_JOIN;
      case LeavePush _ -> FrameType.PUSH_LEAVE;
      case SubscribePush _ -> FrameType.PUSH_SUBSCRIBE;
      case UnsubscribePush _ -> FrameType.PUSH_UNSUBSCRIBE;
      case MessagePush _ -> FrameType.PUSH_MESSAGE;
      case ConnectPush _ -> FrameType.PUSH_CONNECT;
      case DisconnectPush _ -> FrameType.PUSH_DISCONNECT;
      case RefreshPush _ -> FrameType.PUSH_REFRESH;
    };
  }

  /** Whether more waits for the peer than may. */
  boolean overflow() {
    return overflow;
  }

  void refused(ClientError cause) {
    connection.refused(cause.code(), cause.message());
  }

  void readable(boolean wanted) {
    connection.readable(wanted);
  }

  void close(Disconnect disconnect) {
    connection.close(disconnect);
  }
}
