package io.gyre.spi.web;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Serves requests whose responses last. Thread-safe; each request has a thread of its own. */
@FunctionalInterface
public interface ConnectionHandler {

  /**
   * Answers a request; when it returns, the connection is over, unless {@link StreamPeer#adopt} has
   * it. A handler that finds its peer gone returns with the thread interrupted, and the response is
   * dropped.
   */
  void handle(ServerRequest request, ServerResponse response, StreamPeer peer);
}
