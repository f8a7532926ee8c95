package io.gyre.server;

import io.gyre.server.config.HttpServerConfig;
import io.gyre.server.sockets.ConnectionLimits;
import io.gyre.server.sockets.SharedPort;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP ports: the public one, and for API, health and metrics the internal one where it is set.
 * Filled on one thread before {@link #open}.
 */
final class Listeners {
  private static final String INTERNAL = "internal";
  private static final Duration GRACE = Duration.ofMillis(500);
  private final HttpServerConfig config;
  private final HttpRouting.Builder external = HttpRouting.builder();
  private final Optional<HttpRouting.Builder> internal;
  private final SharedPort port;
  private @Nullable WebServer server;

  Listeners(HttpServerConfig config, ConnectionLimits limits) {
    this.config = config;
    boolean split =
        !config.internalPort().isEmpty()
            && !config.internalPort().equals(Integer.toString(config.port()));
    this.internal = split ? Optional.of(HttpRouting.builder()) : Optional.empty();
    this.port = new SharedPort(external, limits);
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
    return internal.orElse(external);
  }

  /**
   * Opens the ports.
   *
   * @throws StartFailed if one is taken
   */
  void open() {
    var http1 = Http1ConnectionSelector.builder().config(Http1Config.create());
    port.install(http1);
    WebServerConfig.Builder builder =
        WebServer.builder()
            .shutdownHook(false)
            .addConnectionSelector(http1.build())
            .routing(external);
    listen(builder, config.address(), config.port());
    internal.ifPresent(routes ->
        builder.putSocket(
            INTERNAL,
            ListenerConfig.builder().name(INTERNAL).update(this::listenInternal).build()));
    internal.ifPresent(routes -> builder.routing(INTERNAL, routes));
    try {
      server = builder.build().start();
    } catch (RuntimeException failure) {
      throw new StartFailed(
          "http_server: cannot listen on %s: %s".formatted(addresses(), rootCause(failure)));
    }
  }

  private void listenInternal(ListenerConfig.Builder builder) {
    String address =
        config.internalAddress().isEmpty() ? config.address() : config.internalAddress();
    listen(builder, address, Integer.parseInt(config.internalPort()));
  }

  private static void listen(ListenerConfig.BuilderBase<?, ?> builder, String address, int port) {
    builder
        .host(address.isEmpty() ? "0.0.0.0" : address)
        .port(port)
        .shutdownGracePeriod(GRACE)
        // On by default there: two servers would share a port, and each take half of the clients.
        .putListenerSocketOption(StandardSocketOptions.SO_REUSEPORT, false)
        .connectionOptions(options -> options.tcpNoDelay(true));
  }

  /** What the ports are called, for people. */
  List<String> addresses() {
    List<String> addresses = new ArrayList<>();
    addresses.add(url(config.address(), config.port()));
    if (internal.isPresent()) {
      String host =
          config.internalAddress().isEmpty() ? config.address() : config.internalAddress();
      addresses.add(url(host, Integer.parseInt(config.internalPort())));
    }
    return addresses;
  }

  private static String url(String host, int port) {
    return "http://" + (host.isEmpty() ? "0.0.0.0" : host) + ":" + port;
  }

  /** Closes the ports; requests under way have a moment to end. */
  void close() {
    WebServer open = server;
    if (open != null) {
      open.stop();
    }
  }

  private static String rootCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
