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
import java.util.LinkedHashMap;
import java.util.Map;

/** The demo page and its files, read once from the class path. Thread-safe. */
final class DemoPage implements HttpService {
  /** Where the page is. */
  static final String PATH = "/demo";

  private static final String INDEX = "index.html";
  private static final Map<String, String> TYPES =
      Map.of(
          INDEX,
          "text/html; charset=utf-8",
          "style.css",
          "text/css; charset=utf-8",
          "app.js",
          "text/javascript; charset=utf-8",
          "centrifuge.js",
          "text/javascript; charset=utf-8",
          "icon.svg",
          "image/svg+xml");
  private static final Header NO_SNIFFING =
      HeaderValues.createCached("X-Content-Type-Options", "nosniff");
  private static final Header REVALIDATE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-cache");

  /** The page may only load what comes from here, and only connect back here. */
  private static final Header OWN_CONTENT_ONLY =
      HeaderValues.createCached(
          "Content-Security-Policy",
          "default-src 'self'; connect-src 'self' ws: wss:; base-uri 'none'; frame-ancestors"
              + " 'none'");

  private final Map<String, byte[]> files = new LinkedHashMap<>();

  DemoPage() {
    TYPES.keySet().forEach(name -> files.put(name, read(name)));
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/", this::index);
    files
        .keySet()
        .forEach(name -> rules.get("/" + name, (request, response) -> send(name, response)));
  }

  /** Without the slash at the end the page's own links would point beside it. */
  private void index(ServerRequest request, ServerResponse response) {
    if (request.path().absolute().rawPath().endsWith("/")) {
      send(INDEX, response);
    } else {
      redirect(request, response);
    }
  }

  static void redirect(ServerRequest request, ServerResponse response) {
    response.status(Status.TEMPORARY_REDIRECT_307).header(HeaderNames.LOCATION, PATH + "/").send();
  }

  private void send(String name, ServerResponse response) {
    response
        .header(HeaderNames.CONTENT_TYPE, TYPES.getOrDefault(name, "application/octet-stream"))
        .header(NO_SNIFFING)
        .header(REVALIDATE)
        .header(OWN_CONTENT_ONLY)
        .send(files.getOrDefault(name, new byte[0]));
  }

  private static byte[] read(String name) {
    try (InputStream stream = DemoPage.class.getResourceAsStream("demo/" + name)) {
      if (stream == null) {
        throw new StartFailed("demo: the file " + name + " is missing in this build");
      }
      return stream.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
