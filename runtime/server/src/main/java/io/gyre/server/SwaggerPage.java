package io.gyre.server;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/** A page that describes the server API and calls it. Thread-safe. */
final class SwaggerPage implements HttpService {
  private static final String DESCRIPTION = "swagger.json";

  private final PageFiles files =
      new PageFiles(
          "swagger",
          "default-src 'self'; base-uri 'none'; frame-ancestors 'none'",
          PageFiles.INDEX,
          "style.css",
          "app.js",
          DESCRIPTION);

  /** A page for the API at this path. */
  SwaggerPage(String api) {
    files.change(
        DESCRIPTION,
        text -> text.replace("\"url\": \"/api\"", "\"url\": \"" + escaped(api) + "\""));
  }

  private static String escaped(String path) {
    return path.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  @Override
  public void routing(HttpRules rules) {
    rules.any("/", files::index);
    files
        .names()
        .forEach(name -> rules.any("/" + name, (request, response) -> files.send(name, response)));
  }
}
