package io.gyre.server;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** The demo page. Thread-safe. */
final class DemoPage implements HttpService {
  /** Where the page is. */
  static final String PATH = "/demo";

  /** The page may only load what comes from here, and only connect back here. */
  private final PageFiles files =
      new PageFiles(
          "demo",
          "default-src 'self'; connect-src 'self' ws: wss:; base-uri 'none'; frame-ancestors"
              + " 'none'",
          PageFiles.INDEX,
          "style.css",
          "app.js",
          "centrifuge.js",
          "icon.svg");

  @Override
  public void routing(HttpRules rules) {
    rules.get("/", files::index);
    files
        .names()
        .forEach(name -> rules.get("/" + name, (request, response) -> files.send(name, response)));
  }

  static void redirect(ServerRequest request, ServerResponse response) {
    PageFiles.redirect(PATH + "/", response);
  }
}
