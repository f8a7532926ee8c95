package io.gyre.server.sockets;

import io.gyre.spi.web.ConnectionHandler;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Lets requests in whose responses last, if the connection limits allow. Thread-safe. */
final class LimitedStreams implements Handler {
  private final String path;
  private final ConnectionHandler handler;
  private final ConnectionLimits limits;
  private final AdoptedSockets sockets;

  LimitedStreams(
      String path, ConnectionHandler handler, ConnectionLimits limits, AdoptedSockets sockets) {
    this.path = path;
    this.handler = handler;
    this.limits = limits;
    this.sockets = sockets;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    if (!request.path().absolute().path().equals(path)) {
      response.next();
    } else if (limits.enter()) {
      serve(request, response);
    } else {
      response.status(Status.SERVICE_UNAVAILABLE_503).send();
    }
  }

  private void serve(ServerRequest request, ServerResponse response) {
    RequestPeer peer = new RequestPeer(sockets, limits::leave);
    try {
      handler.handle(request, response, peer);
    } finally {
      Thread.interrupted(); // of no concern to what the HTTP server does next
      if (!peer.adopted()) {
        limits.leave();
      }
    }
    if (peer.adopted()) {
      throw new CloseConnectionException("a shard has the connection");
    }
  }
}
