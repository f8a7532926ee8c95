package io.gyre.server.sockets;

import io.gyre.spi.web.ConnectionHandler;
import io.gyre.spi.web.Mounts;
import io.gyre.spi.web.SurroundedConnections;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1ConnectionSelectorConfig;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The mounts of one HTTP port: routes, and connections taken over by path and protocol, within the
 * connection limits.
 */
public final class SharedPort implements Mounts {
  private final HttpRouting.Builder http;
  private final ConnectionLimits limits;
  private final AdoptedSockets sockets;
  private volatile boolean emulation;
  private final Map<String, PathUpgrader> byProtocol = new HashMap<>();

  /** Collects the mounts of a port whose routes go to {@code http}, and streams to shards. */
  public SharedPort(HttpRouting.Builder http, ConnectionLimits limits, AdoptedSockets sockets) {
    this.http = http;
    this.limits = limits;
    this.sockets = sockets;
  }

  @Override
  public HttpRouting.Builder http() {
    return http;
  }

  @Override
  public void upgrade(String path, Http1Upgrader upgrader) {
    String protocol = upgrader.supportedProtocol().toLowerCase(Locale.ROOT);
    byProtocol
        .computeIfAbsent(protocol, name -> new PathUpgrader(name, limits))
        .add(path, upgrader);
  }

  @Override
  public void connections(String path, ConnectionHandler handler) {
    http.any(path, new LimitedStreams(path, handler, limits, sockets));
  }

  @Override
  public void expectEmulation() {
    emulation = true;
  }

  @Override
  public boolean emulationExpected() {
    return emulation;
  }

  /** Adds what was collected to the HTTP/1.1 part of the port. */
  public void install(Http1ConnectionSelectorConfig.Builder selector) {
    // The server looks the header's value up as it was sent, so the usual spellings are all there.
    byProtocol.forEach((protocol, upgrader) -> {
      selector.putUpgrader(protocol, upgrader);
      selector.putUpgrader(protocol.toUpperCase(Locale.ROOT), upgrader);
      selector.putUpgrader(capitalized(protocol), upgrader);
      selector.putUpgrader(protocol.replace("websocket", "WebSocket"), upgrader);
    });
  }

  private static String capitalized(String protocol) {
    return protocol.substring(0, 1).toUpperCase(Locale.ROOT) + protocol.substring(1);
  }

  /** The HTTP/1.1 part of the port, which lets streams take their connections along. */
  public static ServerConnectionSelector watched(ServerConnectionSelector http1) {
    return new SurroundedConnections(
        http1, (protocol, context) -> new WatchedConnection(protocol.connection(context), context));
  }
}
