package io.gyre.spi.web;

import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.Frame;
import io.gyre.spi.transport.Framing;
import java.nio.ByteBuffer;

/**
 * Speaks a wire format for one connection. Called on the connection's event thread only, so it
 * needs no locks and must not block. It should hold little memory while nothing arrives: there is
 * one for each connection.
 */
public interface WireCodec {
  /** No bytes at all. */
  byte[] NOTHING = {};

  /** Wraps messages of the server; the same object for all connections with the same options. */
  Framing framing();

  /**
   * Takes a frame that is to leave together with others of its turn, for wires that join messages.
   * The others leave one by one, wrapped by {@link #framing}.
   *
   * @return whether the frame was taken, and comes back by {@link #gathered}
   */
  default boolean gathers(Frame frame) {
    return false;
  }

  /** The frames taken since the last call, as they go to the wire; may be empty. */
  default byte[] gathered() {
    return NOTHING;
  }

  /**
   * What goes before anything else, such as the head of a response; may be empty. Asked for once,
   * when the first bytes leave; {@link WirePeer#greet} sends it earlier.
   */
  default byte[] greeting() {
    return NOTHING;
  }

  /**
   * What is sent in place of everything else if the client may not connect; if it is empty, the
   * connection ends as any other. Only asked for while nothing was sent, and only where {@link
   * io.gyre.spi.transport.ConnectionInfo#unidirectional}.
   *
   * @param code of the error or the disconnect
   * @param reason its text
   */
  default byte[] refusal(int code, String reason) {
    return NOTHING;
  }

  /** The connection is on its event thread; comes once, before anything that arrived. */
  default void opened(WirePeer peer) {}

  /**
   * Decodes what arrived and tells {@code peer} of it, in order. All of {@code bytes} is consumed;
   * the codec keeps a copy of what is unfinished, within a bound of its own. The buffer is shared
   * by the connections of the thread and is overwritten after the call.
   */
  void received(ByteBuffer bytes, WirePeer peer);

  /**
   * Bytes that end the connection politely; may be empty. The event thread then waits until the
   * codec reports {@link WirePeer#ended} or {@link WireTimes#close()} is over.
   */
  byte[] farewell(Disconnect disconnect);

  /** Bytes that make the peer answer; may be empty. Sent if {@link WireTimes#pings()} says so. */
  default byte[] ping() {
    return NOTHING;
  }
}
