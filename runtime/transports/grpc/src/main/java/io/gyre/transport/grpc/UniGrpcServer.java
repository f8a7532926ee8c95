package io.gyre.transport.grpc;

import io.gyre.http2.Http2Guard;
import io.gyre.http2.PeerTimes;
import io.gyre.spi.Run;
import io.gyre.spi.Service;
import io.gyre.spi.transport.ClientGateway;
import io.gyre.spi.web.SurroundedConnections;
import io.helidon.common.tls.Tls;
import io.helidon.common.tls.TlsClientAuth;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.grpc.GrpcConfig;
import io.helidon.webserver.grpc.GrpcProtocolSelector;
import io.helidon.webserver.grpc.GrpcRouting;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Serves gRPC streams on a port of its own until it is told to stop. */
final class UniGrpcServer implements Service {
  private static final Duration GRACE = Duration.ofMillis(500);

  /** Streams of a connection: a proxy in front of many clients may share one among them. */
  private static final int STREAMS_MAX = 8192;

  /** As on the HTTP ports; there are no settings for them here. */
  private static final PeerTimes TIMES =
      new PeerTimes(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1));

  private static final int MESSAGE_BYTES_MAX = 4 * 1024 * 1024;

  private final UniGrpcConfig config;
  private final ClientGateway gateway;
  private final Optional<SSLContext> encryption;

  UniGrpcServer(UniGrpcConfig config, ClientGateway gateway, Optional<SSLContext> encryption) {
    this.config = config;
    this.gateway = gateway;
    this.encryption = encryption;
  }

  @Override
  public void run(Run run) throws IOException, InterruptedException {
    OpenStreams streams = new OpenStreams();
    WebServer server = build(streams).start();
    try {
      if (!server.isRunning()) { // it logs and goes on, and does not say why
        throw new IOException(
            "uni_grpc.port: cannot listen on %s; end what uses it, or write another port or address"
                .formatted(reason()));
      }
      run.ready();
      run.awaitStop();
    } finally {
      server.stop();
      streams.endAll();
    }
  }

  private WebServer build(OpenStreams streams) {
    return WebServer.builder()
        .shutdownHook(false)
        .host(host())
        .port(config.port())
        .shutdownGracePeriod(GRACE)
        .connectionOptions(options -> options.tcpNoDelay(true))
        .tls(tls())
        .protocolsDiscoverServices(false)
        .addConnectionSelector(http2(streams))
        .addRouting(GrpcRouting.builder().service(new ConsumeMethod(gateway, streams).service()))
        .build();
  }

  /** HTTP/2 with gRPC; the streams of a connection learn that it ended. */
  private ServerConnectionSelector http2(OpenStreams streams) {
    int bytesMax = config.maxReceiveMessageSize();
    GrpcConfig grpc =
        GrpcConfig.builder()
            .maxReadBufferSize(bytesMax > 0 ? bytesMax : MESSAGE_BYTES_MAX)
            .grpcServicesDiscoverServices(false)
            .build();
    return new SurroundedConnections(
        Http2Guard.connections(STREAMS_MAX, List.of(GrpcProtocolSelector.create(grpc)), TIMES),
        (protocol, context) ->
            new WatchedConnection(
                protocol.connection(context), context.remotePeer().address(), streams));
  }

  private Tls tls() {
    if (encryption.isEmpty()) {
      return Tls.builder().enabled(false).build();
    }
    return Tls.builder()
        .sslContext(encryption.get())
        .addEnabledProtocol("TLSv1.3")
        .addEnabledProtocol("TLSv1.2")
        .clientAuth(
            config.tls().clientCaPem().isEmpty() ? TlsClientAuth.NONE : TlsClientAuth.REQUIRED)
        .build();
  }

  private String host() {
    return config.address().isEmpty() ? "0.0.0.0" : config.address();
  }

  /** Why the port cannot be opened, found out by trying. */
  private String reason() {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(host(), config.port()));
      return "unknown reason";
    } catch (IOException taken) {
      return "%s:%d: %s".formatted(host(), config.port(), taken.getMessage());
    }
  }
}
