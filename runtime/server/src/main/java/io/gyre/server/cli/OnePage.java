package io.gyre.server.cli;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;

/** A listener on this machine that answers every request with the same page. */
final class OnePage implements AutoCloseable {

  private final WebServer server;

  private OnePage(WebServer server) {
    this.server = server;
  }

  static OnePage serve(String html, int port) {
    WebServer server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(port)
            .routing(routing ->
                routing.get(
                    "/*",
                    (request, response) ->
                        response
                            .header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
                            .send(html)))
            .build()
            .start();
    return new OnePage(server);
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
