package io.gyre.server.guard;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** HTTP/1.1 behind the guard. Takes whatever is not HTTP/2, to refuse it in the open. */
record GuardedHttp1(ServerConnectionSelector http1, Peers peers)
    implements ServerConnectionSelector {
  private static final byte[] HTTP2_PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  @Override
  public int bytesToIdentifyConnection() {
    return 0;
  }

  @Override
  public Support supports(BufferData data) {
    int length = Math.min(data.available(), HTTP2_PREFACE.length);
    for (int i = 0; i < length; i++) {
      if (data.get(i) != HTTP2_PREFACE[i]) {
        return Support.SUPPORTED;
      }
    }
    return length < HTTP2_PREFACE.length ? Support.UNKNOWN : Support.UNSUPPORTED;
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http1.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    SocketAddress address = context.remotePeer().address();
    if (agreedOnHttp2(context.serverSocket())) {
      peers.forget(address);
      throw new CloseConnectionException("no connection preface where HTTP/2 was agreed on");
    }
    Peer peer = peers.at(address);
    if (peer == null) {
      return http1.connection(context);
    }
    GuardedContext guarded = new GuardedContext(context, peer, peers);
    return new GuardedConnection(http1.connection(guarded), guarded, address);
  }

  /** What was agreed on in the TLS handshake is not looked at before: it ends as bytes come. */
  private static boolean agreedOnHttp2(HelidonSocket socket) {
    return socket.protocolNegotiated() && socket.protocol().equals("h2");
  }
}
