package io.gyre.transport.http;

import io.gyre.spi.web.ConnectionHandler;
import io.gyre.spi.web.StreamPeer;
import io.gyre.spi.web.WebTransportContext;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Answers clients and load balancers that want nothing but a connection. Thread-safe. */
final class InitEndpoint implements ConnectionHandler {
  private final CrossOrigin crossOrigin;

  InitEndpoint(WebTransportContext context) {
    this.crossOrigin = new CrossOrigin(context.origins());
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response, StreamPeer peer) {
    crossOrigin.grant(request, response);
    if (!request.prologue().method().equals(Method.GET)) {
      response.status(Status.METHOD_NOT_ALLOWED_405).send();
      return;
    }
    response.header(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8");
    response.send("{}");
  }
}
