package io.gyre.core.session;

import io.gyre.protocol.Encoder;
import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.Connection;
import io.gyre.spi.transport.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session sends, in order. Replies to the commands of one frame are joined in one; a push
 * keeps its own and lets the replies before it go first. Belongs to its shard's thread.
 */
final class Outbox {
  private final Connection connection;
  private final int waitingBytesMax;
  private byte @Nullable [] reply;
  private @Nullable List<byte[]> more;
  private boolean overflow;

  Outbox(Connection connection, int waitingBytesMax) {
    this.connection = connection;
    this.waitingBytesMax = waitingBytesMax;
  }

  /** Adds a reply to those that {@link #flush} joins. */
  void reply(byte[] message) {
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
  void flush(Encoder encoder) {
    byte[] only = reply;
    if (only == null) {
      return;
    }
    List<byte[]> others = more;
    reply = null;
    more = null;
    if (others != null) {
      others.addFirst(only);
      only = encoder.join(others);
    }
    write(new Frame(only));
  }

  /** Sends a frame behind the replies added. */
  void push(Encoder encoder, Frame frame) {
    if (reply != null) {
      flush(encoder);
    }
    write(frame);
  }

  private void write(Frame frame) {
    if (connection.send(frame) > waitingBytesMax) {
      overflow = true;
    }
  }

  /** Whether more waits for the peer than may. */
  boolean overflow() {
    return overflow;
  }

  void readable(boolean wanted) {
    connection.readable(wanted);
  }

  void close(Disconnect disconnect) {
    connection.close(disconnect);
  }
}
