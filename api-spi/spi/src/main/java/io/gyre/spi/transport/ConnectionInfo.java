package io.gyre.spi.transport;

import java.util.Map;

/**
 * What a transport knows of a peer when it arrives.
 *
 * @param transport the name that metrics and back ends see, such as {@code websocket}
 * @param encoding of both directions
 * @param unidirectional whether the client only listens
 * @param emulated whether the client sends by separate requests, see {@link ClientGateway#emulate}
 * @param ownPing whether the transport itself checks that the peer lives, so that the session sends
 *     no pings
 * @param remote address of the peer, for the log
 * @param headers of the request, names in lower case
 */
public record ConnectionInfo(
    String transport,
    Encoding encoding,
    boolean unidirectional,
    boolean emulated,
    boolean ownPing,
    String remote,
    Map<String, String> headers) {

  /** Copies the headers. */
  public ConnectionInfo {
    headers = Map.copyOf(headers);
  }

  /** The same without the headers, once nobody can ask for them any more. */
  public ConnectionInfo withoutHeaders() {
    return new ConnectionInfo(
        transport, encoding, unidirectional, emulated, ownPing, remote, Map.of());
  }
}
