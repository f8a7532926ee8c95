package io.gyre.transport.websocket;

import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.Framing;
import io.gyre.spi.web.Mounts;
import io.gyre.spi.web.PingTimes;
import io.gyre.spi.web.WebTransport;
import io.gyre.spi.web.WebTransportContext;
import io.gyre.spi.web.WireCodec;
import io.gyre.spi.web.WirePeer;
import io.gyre.spi.web.WireTimes;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * The WebSocket endpoint with the handshake, codec and sockets of the real one, that sends every
 * message back as what it came: text as text, bytes as bytes. Suites for WebSockets want that.
 */
public final class EchoTransport implements WebTransport {
  private final WebSocketConfig config;
  private final WebTransportContext context;

  /** The prefix, compression and limits of {@code config} count. */
  public EchoTransport(WebSocketConfig config, WebTransportContext context) {
    this.config = config;
    this.context = context;
  }

  @Override
  public void mount(Mounts mounts) {
    mounts.upgrade(config.handlerPrefix(), new Upgrader());
  }

  private final class Upgrader implements Http1Upgrader {
    private final Handshake handshake =
        new Handshake(context.origins(), config.wire().compression());
    private final MessageLimits limits = config.wire().limits();
    private final Deflate deflate = new Deflate(config.wire().compressionLevel());
    private final WireTimes times =
        new WireTimes(config.wire().writeTimeout(), Duration.ofSeconds(5), PingTimes.NEVER);

    @Override
    public String supportedProtocol() {
      return "websocket";
    }

    @Override
    public ServerConnection upgrade(
        ConnectionContext connection, HttpPrologue prologue, WritableHeaders<?> headers) {
      Agreement agreement = handshake.accept(connection, prologue, headers);
      return context
          .sockets()
          .adopt(
              connection,
              PeerDescription.talking(agreement, connection.remotePeer().address(), headers),
              new EchoCodec(rules(Opcode.TEXT, agreement), rules(Opcode.BINARY, agreement)),
              times);
    }

    private WireRules rules(int kind, Agreement agreement) {
      return agreement.deflate()
          ? WireRules.deflated(kind, limits, deflate, config.wire().compressionMinSize())
          : WireRules.plain(kind, limits);
    }
  }

  private static final class EchoCodec implements WireCodec {
    private final WebSocketCodec wire;
    private final Framing text;
    private final Framing binary;

    EchoCodec(WireRules text, WireRules binary) {
      this.wire = new WebSocketCodec(text);
      this.text = text.framing();
      this.binary = binary.framing();
    }

    @Override
    public Framing framing() {
      return text;
    }

    @Override
    public void received(ByteBuffer bytes, WirePeer peer) {
      wire.received(bytes, new Mirror(peer));
    }

    @Override
    public byte[] farewell(Disconnect disconnect) {
      return wire.farewell(disconnect);
    }

    private final class Mirror extends PeerBehind {
      Mirror(WirePeer peer) {
        super(peer);
      }

      @Override
      public void frame(byte[] message) {
        peer.reply((wire.messageKind() == Opcode.TEXT ? text : binary).wrap(message));
      }
    }
  }
}
