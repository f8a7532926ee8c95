package io.gyre.server.sockets;

import io.gyre.config.ConfigBinder;
import io.gyre.core.meter.NodeMeters;
import io.gyre.spi.Meters;
import io.gyre.spi.NodeInfo;
import io.gyre.spi.TlsConfig;
import io.gyre.spi.transport.ClientGateway;
import io.gyre.spi.web.OriginPolicy;
import io.gyre.spi.web.PingTimes;
import io.gyre.spi.web.Sockets;
import io.gyre.spi.web.WebTransport;
import io.gyre.spi.web.WebTransportContext;
import io.gyre.tck.ServiceRunner;
import io.gyre.transport.http.ConnectResponses;
import io.gyre.transport.http.EmulationConfig;
import io.gyre.transport.http.EmulationProvider;
import io.gyre.transport.http.HttpStreamConfig;
import io.gyre.transport.http.HttpStreamProvider;
import io.gyre.transport.http.InitConfig;
import io.gyre.transport.http.InitProvider;
import io.gyre.transport.http.UniSseConfig;
import io.gyre.transport.http.UniSseProvider;
import io.gyre.transport.websocket.UniWebSocketConfig;
import io.gyre.transport.websocket.UniWebSocketProvider;
import io.gyre.transport.websocket.WebSocketConfig;
import io.gyre.transport.websocket.WebSocketProvider;
import io.gyre.transport.websocket.WireConfig;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http1.Http1ConnectionSelectorConfig;
import java.io.IOException;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** An HTTP port with WebSocket, streams, and sessions that echo. */
final class TestPort implements AutoCloseable {
  static final String PATH = "/connection/websocket";

  /** Where clients that only listen get the pushes of a turn in one message. */
  static final String JOINING = PATH + "/joining";

  /** The largest body that the streams take. */
  static final int BODY_BYTES_MAX = 100;

  /** How the bytes of a connection travel. */
  enum Wire {
    TAKEN_OVER,
    PARKED,
    ENCRYPTED_TAKEN_OVER,
    ENCRYPTED_PARKED;

    boolean takenOver() {
      return this == TAKEN_OVER || this == ENCRYPTED_TAKEN_OVER;
    }

    boolean tls() {
      return this == ENCRYPTED_TAKEN_OVER || this == ENCRYPTED_PARKED;
    }

    Detach detach() {
      return takenOver() ? Detach.probe() : Detach.never();
    }
  }

  final ShardLoops loops =
      new ShardLoops(1, System::nanoTime, Duration.ofSeconds(2), new NodeMeters());
  final EchoGateway gateway = new EchoGateway(loops.shards());
  final ConnectionLimits limits;
  private final WebServer server;
  private final boolean tls;
  private final ServiceRunner running = ServiceRunner.startReady(loops);

  TestPort() {
    this(config(false, Duration.ofSeconds(1)), PingTimes.NEVER);
  }

  TestPort(WebSocketConfig config, PingTimes pings) {
    this(Wire.TAKEN_OVER, config, new ConnectionLimits(0, 0, System::nanoTime, () -> {}), pings);
  }

  TestPort(Wire wire, WebSocketConfig config, ConnectionLimits limits, PingTimes pings) {
    this(wire, limits, pings, context -> new WebSocketProvider().create(config, context));
  }

  TestPort(
      Wire wire,
      ConnectionLimits limits,
      PingTimes pings,
      Function<WebTransportContext, WebTransport> transport) {
    this.limits = limits;
    this.tls = wire.tls();
    HttpRouting.Builder routing = HttpRouting.builder();
    AdoptedSockets sockets = new AdoptedSockets(loops, gateway, wire.detach());
    SharedPort port = new SharedPort(routing, limits, sockets);
    Context context = new Context(gateway, sockets, pings);
    transport.apply(context).mount(port);
    mountStreams(context, port);
    Http1ConnectionSelectorConfig.Builder http1 =
        Http1ConnectionSelector.builder().config(Http1Config.create());
    port.install(http1);
    this.server =
        WebServer.builder()
            .port(0)
            .host("127.0.0.1")
            .shutdownHook(false)
            .addConnectionSelector(SharedPort.watched(http1.build()))
            .routing(routing)
            .tls(encryption(tls))
            .build()
            .start();
  }

  private static void mountStreams(Context context, SharedPort port) {
    new HttpStreamProvider()
        .create(new HttpStreamConfig(true, "/stream", BODY_BYTES_MAX), context)
        .mount(port);
    new UniWebSocketProvider().create(joining(), context).mount(port);
    var answer = new ConnectResponses.Transform(3500, new ConnectResponses.Answer(404, "no"));
    new UniSseProvider()
        .create(
            new UniSseConfig(
                true, "/events", BODY_BYTES_MAX, new ConnectResponses(true, List.of(answer))),
            context)
        .mount(port);
    new EmulationProvider()
        .create(new EmulationConfig("/emulation", BODY_BYTES_MAX), context)
        .mount(port);
    new InitProvider().create(new InitConfig(true, "/init"), context).mount(port);
  }

  private static Tls encryption(boolean wanted) {
    return wanted
        ? Tls.builder().sslContext(TestTls.context()).build()
        : Tls.builder().enabled(false).build();
  }

  private static UniWebSocketConfig joining() {
    return new UniWebSocketConfig(
        true, JOINING, ConfigBinder.defaults(WireConfig.class), false, false, true);
  }

  static WebSocketConfig config(boolean compression, Duration writeTimeout) {
    Map<String, String> wire =
        Map.of(
            "compression",
            Boolean.toString(compression),
            "write_timeout",
            writeTimeout.toMillis() + "ms");
    return new WebSocketConfig(false, PATH, ConfigBinder.of(WireConfig.class, wire));
  }

  /** The number of the port. */
  int number() {
    return server.port();
  }

  RawClient connect() throws IOException {
    return new RawClient(server.port(), tls);
  }

  Socket dial() throws IOException {
    Socket socket =
        tls
            ? TestTls.context().getSocketFactory().createSocket("127.0.0.1", server.port())
            : new Socket("127.0.0.1", server.port());
    socket.setSoTimeout(30_000);
    return socket;
  }

  /** Stops the HTTP server; the event threads go on. */
  void stopHttp() {
    server.stop();
  }

  @Override
  public void close() {
    server.stop();
    running.stop();
  }

  record Context(ClientGateway gateway, Sockets sockets, PingTimes pings)
      implements WebTransportContext {
    @Override
    public OriginPolicy origins() {
      return origin -> origin.equals("https://good.example");
    }

    @Override
    public String name() {
      return "websocket";
    }

    @Override
    public NodeInfo node() {
      throw new UnsupportedOperationException();
    }

    @Override
    public System.Logger log() {
      return System.getLogger("websocket");
    }

    @Override
    public Meters meters() {
      throw new UnsupportedOperationException();
    }

    @Override
    public InstantSource clock() {
      return Clock.systemUTC();
    }

    @Override
    public Optional<SSLContext> encryption(TlsConfig config) {
      throw new UnsupportedOperationException();
    }
  }
}
