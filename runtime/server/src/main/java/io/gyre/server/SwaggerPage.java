package io.gyre.server;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A page that describes the server API and calls it. Thread-safe. */
final class SwaggerPage implements HttpService {
  private static final String INDEX = "index.html";
  private static final String DESCRIPTION = "swagger.json";
  private static final Map<String, String> TYPES =
      Map.of(
          INDEX,
          "text/html; charset=utf-8",
          "style.css",
          "text/css; charset=utf-8",
          "app.js",
          "text/javascript; charset=utf-8",
          DESCRIPTION,
          "application/json");
  private static final Header NO_SNIFFING =
      HeaderValues.createCached("X-Content-Type-Options", "nosniff");
  private static final Header OWN_CONTENT_ONLY =
      HeaderValues.createCached(
          "Content-Security-Policy", "default-src 'self'; base-uri 'none'; frame-ancestors 'none'");

  private final Map<String, byte[]> files = new LinkedHashMap<>();

  /** A page for the API at this path. */
  SwaggerPage(String api) {
    TYPES.keySet().forEach(name -> files.put(name, read(name)));
    String description = new String(read(DESCRIPTION), StandardCharsets.UTF_8);
    files.put(
        DESCRIPTION,
        description
            .replace("\"url\": \"/api\"", "\"url\": \"" + escaped(api) + "\"")
            .getBytes(StandardCharsets.UTF_8));
  }

  private static String escaped(String path) {
    return path.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  @Override
  public void routing(HttpRules rules) {
    rules.any("/", this::index);
    files
        .keySet()
        .forEach(name -> rules.any("/" + name, (request, response) -> send(name, response)));
  }

  /** Without the slash at the end the page's own links would point beside it. */
  private void index(ServerRequest request, ServerResponse response) {
    String path = request.path().absolute().rawPath();
    if (path.endsWith("/")) {
      send(INDEX, response);
    } else {
      response
          .status(Status.TEMPORARY_REDIRECT_307)
          .header(HeaderNames.LOCATION, path + "/")
          .send();
    }
  }

  private void send(String name, ServerResponse response) {
    response
        .header(HeaderNames.CONTENT_TYPE, TYPES.getOrDefault(name, "application/octet-stream"))
        .header(NO_SNIFFING)
        .header(OWN_CONTENT_ONLY)
        .send(files.getOrDefault(name, new byte[0]));
  }

  private static byte[] read(String name) {
    try (InputStream stream = SwaggerPage.class.getResourceAsStream("swagger/" + name)) {
      if (stream == null) {
        throw new StartFailed("swagger: the file " + name + " is missing in this build");
      }
      return stream.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
