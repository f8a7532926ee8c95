package io.gyre.transport.websocket;

import io.gyre.spi.transport.ConnectionInfo;
import io.gyre.spi.transport.Encoding;
import io.helidon.http.Header;
import io.helidon.http.Headers;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Tells what a handshake says of its peer. */
final class PeerDescription {
  /** Headers of the handshake itself, of no interest to a session. */
  private static final Set<String> HANDSHAKE_HEADERS =
      Set.of(
          "connection",
          "upgrade",
          "sec-websocket-key",
          "sec-websocket-version",
          "sec-websocket-extensions");

  private PeerDescription() {}

  /** A client that talks and listens. */
  static ConnectionInfo talking(Agreement agreement, SocketAddress remote, Headers headers) {
    return new ConnectionInfo(
        "websocket",
        agreement.encoding(),
        false,
        false,
        agreement.framePings(),
        text(remote),
        kept(headers));
  }

  /** A client that only listens. */
  static ConnectionInfo listening(SocketAddress remote, Headers headers) {
    return new ConnectionInfo(
        "uni_websocket", Encoding.JSON, true, false, false, text(remote), kept(headers));
  }

  private static String text(SocketAddress address) {
    if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
      return inet.getAddress().getHostAddress() + ":" + inet.getPort();
    }
    return address.toString();
  }

  private static Map<String, String> kept(Headers headers) {
    Map<String, String> kept = new HashMap<>();
    for (Header header : headers) {
      String name = header.headerName().lowerCase();
      if (!HANDSHAKE_HEADERS.contains(name)) {
        kept.put(name, header.values());
      }
    }
    return kept;
  }
}
