package io.gyre.server;

import io.gyre.http2.Http2Guard;
import io.gyre.http2.PeerTimes;
import io.gyre.server.config.HttpServerConfig;
import io.gyre.server.guard.GuardedPort;
import io.gyre.server.guard.RequestLimits;
import io.gyre.server.guard.ShortCut;
import io.gyre.server.sockets.AdoptedSockets;
import io.gyre.server.sockets.ConnectionLimits;
import io.gyre.server.sockets.SharedPort;
import io.gyre.server.tls.ListenerTls;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http1.Http1ConnectionSelectorConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP ports: the public one, and for API, health and metrics the internal one where it is set.
 * Filled on one thread before {@link #open}.
 */
final class Listeners {
  private static final String INTERNAL = "internal";
  private static final Duration GRACE = Duration.ofMillis(500);

  /** Requests of an HTTP/2 connection that may be under way, as in the original. */
  private static final int STREAMS_MAX = 250;

  private final HttpServerConfig config;
  private final HttpRouting.Builder external = HttpRouting.builder();
  private final Optional<HttpRouting.Builder> internal;
  private final SharedPort port;
  private final List<GuardedPort> guards = new ArrayList<>();
  private boolean internalUsed;
  private Optional<ShortCut> shortCut = Optional.empty();
  private boolean shortCutExternal;
  private @Nullable WebServer server;

  Listeners(HttpServerConfig config, ConnectionLimits limits, AdoptedSockets sockets) {
    this.config = config;
    boolean split =
        !config.internalPort().isEmpty()
            && !config.internalPort().equals(Integer.toString(config.port()));
    this.internal = split ? Optional.of(HttpRouting.builder()) : Optional.empty();
    this.port = new SharedPort(external, limits, sockets);
  }

  /** Where transports mount. */
  SharedPort port() {
    return port;
  }

  /** Routes for everybody. */
  HttpRouting.Builder external() {
    return external;
  }

  /** Routes for the back end and operators: the internal port if there is one. */
  HttpRouting.Builder internal() {
    internalUsed = true;
    return internal.orElse(external);
  }

  /** Requests to the public port, or to the internal one, may take this way. */
  void shortCut(ShortCut way, boolean toExternal) {
    shortCut = Optional.of(way);
    shortCutExternal = toExternal || internal.isEmpty();
  }

  /**
   * Opens the ports.
   *
   * @throws StartFailed if one is taken
   */
  void open() {
    WebServerConfig.Builder builder = WebServer.builder().shutdownHook(false).routing(external);
    listen(builder, config.address(), config.port());
    builder.tls(ListenerTls.of("http_server.tls", config.tls()));
    var http1 = http1();
    port.install(http1);
    protocols(builder, http1, true, config.tls().enabled() || config.h2cExternal());
    usedInternal()
        .ifPresent(routes ->
            builder.putSocket(
                INTERNAL,
                ListenerConfig.builder().name(INTERNAL).update(this::listenInternal).build()));
    usedInternal().ifPresent(routes -> builder.routing(INTERNAL, routes));
    guards.forEach(GuardedPort::open);
    WebServer opened = builder.build().start();
    if (!opened.isRunning()) { // it logs and goes on, and does not say why
      throw new StartFailed(
          String.join("; ", reasons()) + "; end what uses it, or write another port or address");
    }
    server = opened;
  }

  /** A port on which there would be nothing stays closed. */
  private Optional<HttpRouting.Builder> usedInternal() {
    return internalUsed ? internal : Optional.empty();
  }

  /** Why ports cannot be opened, found out by trying. */
  private List<String> reasons() {
    List<String> reasons = new ArrayList<>();
    sockets()
        .forEach((key, address) -> {
          try (ServerSocket probe = new ServerSocket()) {
            probe.bind(address);
          } catch (IOException taken) {
            reasons.add(
                "%s: cannot listen on %s:%d: %s"
                    .formatted(
                        key, address.getHostString(), address.getPort(), taken.getMessage()));
          }
        });
    return reasons;
  }

  private Map<String, InetSocketAddress> sockets() {
    Map<String, InetSocketAddress> sockets = new LinkedHashMap<>();
    sockets.put("http_server.port", new InetSocketAddress(host(config.address()), config.port()));
    if (usedInternal().isPresent()) {
      sockets.put(
          "http_server.internal_port",
          new InetSocketAddress(host(internalAddress()), Integer.parseInt(config.internalPort())));
    }
    return sockets;
  }

  private Http1ConnectionSelectorConfig.Builder http1() {
    return Http1ConnectionSelector.builder().config(GuardedPort.http1(limits(config)));
  }

  /** What a port speaks: HTTP/2 where encryption lets the peer choose it, or where it is wanted. */
  private void protocols(
      ListenerConfig.BuilderBase<?, ?> builder,
      Http1ConnectionSelectorConfig.Builder http1,
      boolean external,
      boolean http2) {
    GuardedPort guard =
        new GuardedPort(limits(config), shortCut.filter(way -> external == shortCutExternal));
    guards.add(guard);
    builder
        .protocolsDiscoverServices(false)
        .connectionOptions(guard.socketOptions())
        .addConnectionSelector(guard.http1(SharedPort.watched(http1.build())));
    if (http2) {
      PeerTimes times =
          new PeerTimes(config.readHeaderTimeout(), config.readTimeout(), config.writeTimeout());
      builder.addConnectionSelector(
          guard.other(Http2Guard.connections(STREAMS_MAX, List.of(), times)));
    }
  }

  private void listenInternal(ListenerConfig.Builder builder) {
    listen(builder, internalAddress(), Integer.parseInt(config.internalPort()));
    protocols(builder, http1(), false, isInternalEncrypted());
    if (config.internalTls().enabled()) {
      builder.tls(ListenerTls.of("http_server.internal_tls", config.internalTls()));
    } else if (!config.tlsExternal()) {
      builder.tls(ListenerTls.of("http_server.tls", config.tls()));
    }
  }

  private boolean isInternalEncrypted() {
    return config.internalTls().enabled() || (config.tls().enabled() && !config.tlsExternal());
  }

  private String internalAddress() {
    return config.internalAddress().isEmpty() ? config.address() : config.internalAddress();
  }

  private static void listen(ListenerConfig.BuilderBase<?, ?> builder, String address, int number) {
    builder.host(host(address)).port(number).shutdownGracePeriod(GRACE);
  }

  private static RequestLimits limits(HttpServerConfig config) {
    return new RequestLimits(
        config.readHeaderTimeout(),
        config.readTimeout(),
        config.idleTimeout(),
        config.writeTimeout(),
        config.maxHeaderSize());
  }

  private static String host(String address) {
    return address.isEmpty() ? "0.0.0.0" : address;
  }

  /** What the ports are called, for people. */
  List<String> addresses() {
    List<InetSocketAddress> sockets = List.copyOf(sockets().values());
    List<String> names = new ArrayList<>();
    for (int i = 0; i < sockets.size(); i++) {
      boolean encrypted = i == 0 ? config.tls().enabled() : isInternalEncrypted();
      names.add(
          "%s://%s:%d"
              .formatted(
                  encrypted ? "https" : "http",
                  sockets.get(i).getHostString(),
                  sockets.get(i).getPort()));
    }
    return names;
  }

  /** Closes the ports; requests under way have a moment to end. */
  void close() {
    WebServer open = server;
    if (open != null) {
      open.stop();
      guards.forEach(GuardedPort::close);
    }
  }
}
