package io.gyre.transport.websocket;

import io.gyre.protocol.JsonDecoder;
import io.gyre.protocol.ProtocolException;
import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.Frame;
import io.gyre.spi.transport.Framing;
import io.gyre.spi.web.WireCodec;
import io.gyre.spi.web.WirePeer;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Speaks WebSocket to a client that only listens: its first message asks to connect, unless the
 * handshake did, and all others are read and forgotten.
 */
final class UniWebSocketCodec implements WireCodec {
  private static final int BAD_REQUEST_CODE = 3501;

  private final WebSocketCodec wire;
  private final boolean saysGoodbye;
  private final @Nullable PushJoiner joiner;

  /** The request that came with the handshake; empty if the first message is to bring it. */
  private byte[] request;

  private boolean asked;

  /**
   * Makes the codec of a connection.
   *
   * @param request the connect request of the handshake, or empty
   * @param options of the endpoint
   */
  UniWebSocketCodec(WireRules rules, byte[] request, Options options) {
    this.wire = new WebSocketCodec(rules);
    this.request = request;
    this.saysGoodbye = options.saysGoodbye();
    this.joiner = options.joinsPushes() ? new PushJoiner(rules.framing()) : null;
  }

  /**
   * What the endpoint does otherwise than others.
   *
   * @param saysGoodbye whether connections end with a close frame
   * @param joinsPushes whether the pushes of a turn share a message
   */
  record Options(boolean saysGoodbye, boolean joinsPushes) {}

  @Override
  public Framing framing() {
    return wire.framing();
  }

  @Override
  public boolean gathers(Frame frame) {
    if (joiner == null) {
      return false;
    }
    joiner.keep(frame);
    return true;
  }

  @Override
  public byte[] gathered() {
    return joiner == null ? NOTHING : joiner.take();
  }

  @Override
  public void opened(WirePeer peer) {
    if (request.length > 0) {
      byte[] first = request;
      request = NOTHING;
      ask(first, peer);
    }
  }

  @Override
  public void received(ByteBuffer bytes, WirePeer peer) {
    wire.received(bytes, new Listener(peer));
  }

  private void ask(byte[] message, WirePeer peer) {
    if (asked) {
      return;
    }
    asked = true;
    try {
      JsonDecoder.INSTANCE.connectRequest(message);
    } catch (ProtocolException notARequest) {
      peer.failed(farewell(new Disconnect(BAD_REQUEST_CODE, "bad request")));
      return;
    }
    peer.frame(message);
  }

  @Override
  public byte[] farewell(Disconnect disconnect) {
    byte[] close = wire.farewell(disconnect);
    return saysGoodbye ? close : NOTHING;
  }

  @Override
  public byte[] ping() {
    return wire.ping();
  }

  /** Hands on what is about the connection, and of messages the first. */
  private final class Listener extends PeerBehind {
    Listener(WirePeer peer) {
      super(peer);
    }

    @Override
    public void frame(byte[] message) {
      ask(message, peer);
    }
  }
}
