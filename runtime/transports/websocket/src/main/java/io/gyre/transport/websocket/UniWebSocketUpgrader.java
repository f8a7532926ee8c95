package io.gyre.transport.websocket;

import io.gyre.spi.transport.Framing;
import io.gyre.spi.web.WebTransportContext;
import io.gyre.spi.web.WireTimes;
import io.gyre.transport.websocket.UniWebSocketCodec.Options;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Answers handshakes of clients that only listen. Thread-safe. */
final class UniWebSocketUpgrader implements Http1Upgrader {
  private static final Duration CLOSE_TIME = Duration.ofSeconds(5);
  private static final Duration CUT_TIME = Duration.ofMillis(500);

  private final WebTransportContext context;
  private final Handshake handshake;
  private final Options options;
  private final WireRules plain;
  private final WireRules deflated;
  private final WireTimes times;

  UniWebSocketUpgrader(UniWebSocketConfig config, WebTransportContext context) {
    WireConfig wire = config.wire();
    this.context = context;
    this.handshake = new Handshake(context.origins(), wire.compression());
    this.options = new Options(!config.disableClosingHandshake(), config.joinPushMessages());
    MessageLimits limits = wire.limits();
    Deflate deflate = new Deflate(wire.compressionLevel());
    Framing text = new PlainFraming(Opcode.TEXT);
    Framing small = new DeflatedFraming(Opcode.TEXT, deflate, wire.compressionMinSize());
    boolean quiet = config.disableDisconnectPush();
    this.plain = new WireRules(quiet ? new QuietEndFraming(text) : text, limits, null);
    this.deflated = new WireRules(quiet ? new QuietEndFraming(small) : small, limits, deflate);
    this.times =
        new WireTimes(
            wire.writeTimeout(), options.saysGoodbye() ? CLOSE_TIME : CUT_TIME, context.pings());
  }

  @Override
  public String supportedProtocol() {
    return "websocket";
  }

  @Override
  public ServerConnection upgrade(
      ConnectionContext connection, HttpPrologue prologue, WritableHeaders<?> headers) {
    Agreement agreement = handshake.accept(connection, prologue, headers);
    byte[] request =
        prologue.query().first("cf_connect").orElse("").getBytes(StandardCharsets.UTF_8);
    WireRules rules = agreement.deflate() ? deflated : plain;
    return context
        .sockets()
        .adopt(
            connection,
            PeerDescription.listening(connection.remotePeer().address(), headers),
            new UniWebSocketCodec(rules, request, options),
            times);
  }
}
