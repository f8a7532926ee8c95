package io.gyre.transport.websocket;

import io.gyre.spi.transport.Encoding;
import io.gyre.spi.web.PingTimes;
import io.gyre.spi.web.WebTransportContext;
import io.gyre.spi.web.WireTimes;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;

/** Answers WebSocket handshakes and hands the connections to the event threads. Thread-safe. */
final class WebSocketUpgrader implements Http1Upgrader {
  private static final Duration CLOSE_TIME = Duration.ofSeconds(5);

  private final WebTransportContext context;
  private final Handshake handshake;
  private final WireRules text;
  private final WireRules binary;
  private final WireRules deflatedText;
  private final WireRules deflatedBinary;
  private final WireTimes times;
  private final WireTimes pingingTimes;

  WebSocketUpgrader(WireConfig config, WebTransportContext context) {
    this.context = context;
    this.handshake = new Handshake(context.origins(), config.compression());
    MessageLimits limits = config.limits();
    this.text = WireRules.plain(Opcode.TEXT, limits);
    this.binary = WireRules.plain(Opcode.BINARY, limits);
    Deflate deflate = new Deflate(config.compressionLevel());
    int smallest = config.compressionMinSize();
    this.deflatedText = WireRules.deflated(Opcode.TEXT, limits, deflate, smallest);
    this.deflatedBinary = WireRules.deflated(Opcode.BINARY, limits, deflate, smallest);
    this.times = new WireTimes(config.writeTimeout(), CLOSE_TIME, PingTimes.NEVER);
    this.pingingTimes = new WireTimes(config.writeTimeout(), CLOSE_TIME, context.pings());
  }

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
            new WebSocketCodec(rules(agreement)),
            agreement.framePings() ? pingingTimes : times);
  }

  private WireRules rules(Agreement agreement) {
    boolean json = agreement.encoding() == Encoding.JSON;
    if (agreement.deflate()) {
      return json ? deflatedText : deflatedBinary;
    }
    return json ? text : binary;
  }
}
