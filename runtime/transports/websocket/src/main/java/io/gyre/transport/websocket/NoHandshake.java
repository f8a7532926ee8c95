package io.gyre.transport.websocket;

import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Answers requests to a WebSocket endpoint that open no WebSocket. */
final class NoHandshake implements Handler {
  private final String path;

  NoHandshake(String path) {
    this.path = path;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    if (request.path().absolute().path().equals(path)) {
      response.status(Status.BAD_REQUEST_400).send("Bad Request\n");
    } else {
      response.next();
    }
  }
}
