package io.gyre.server.sockets;

import io.gyre.spi.web.ConnectionHandler;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Lets requests in whose responses last, if the connection limits allow. Thread-safe. */
final class LimitedStreams implements Handler {
  private final String path;
  private final ConnectionHandler handler;
  private final ConnectionLimits limits;

  LimitedStreams(String path, ConnectionHandler handler, ConnectionLimits limits) {
    this.path = path;
    this.handler = handler;
    this.limits = limits;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    if (!request.path().absolute().path().equals(path)) {
      response.next();
    } else if (limits.enter()) {
      try {
        serve(request, response);
      } finally {
        limits.leave();
      }
    } else {
      response.status(Status.SERVICE_UNAVAILABLE_503).send();
    }
  }

  private void serve(ServerRequest request, ServerResponse response) {
    PeerEnd end = new PeerEnd();
    response.whenSent(end::close);
    boolean answered = false;
    try {
      handler.handle(request, response, end);
      answered = !Thread.interrupted();
    } finally {
      if (!answered) { // the peer is gone: there is nothing to be sent
        end.close();
      }
    }
  }
}
