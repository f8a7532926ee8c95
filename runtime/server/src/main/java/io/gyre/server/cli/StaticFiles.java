package io.gyre.server.cli;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** A listener that serves the files of one folder and nothing above it. */
final class StaticFiles implements AutoCloseable {

  private static final Map<String, String> TYPES =
      Map.of(
          "js",
          "text/javascript",
          "mjs",
          "text/javascript",
          "css",
          "text/css",
          "json",
          "application/json",
          "svg",
          "image/svg+xml",
          "wasm",
          "application/wasm",
          "html",
          "text/html; charset=utf-8");

  private final WebServer server;

  private StaticFiles(WebServer server) {
    this.server = server;
  }

  static StaticFiles serve(Path root, String address, int port) {
    Path folder = root.toAbsolutePath().normalize();
    WebServer server =
        WebServer.builder()
            .host(address)
            .port(port)
            .routing(routing ->
                routing.get("/*", (request, response) -> answer(folder, request, response)))
            .build()
            .start();
    return new StaticFiles(server);
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }

  private static void answer(Path folder, ServerRequest request, ServerResponse response)
      throws IOException {
    String path = request.path().path().replaceFirst("^/+", "");
    Path file = folder.resolve(path).normalize();
    if (Files.isDirectory(file)) {
      file = file.resolve("index.html");
    }
    boolean inside =
        file.startsWith(folder)
            && Files.isRegularFile(file)
            && file.toRealPath().startsWith(folder.toRealPath());
    if (!inside) {
      response.status(Status.NOT_FOUND_404).send("not found\n");
      return;
    }
    response.header(HeaderNames.CONTENT_TYPE, type(file));
    response.send(Files.readAllBytes(file));
  }

  private static String type(Path file) {
    String name = String.valueOf(file.getFileName());
    String ending = name.substring(name.lastIndexOf('.') + 1);
    String guess =
        Objects.requireNonNullElse(
            URLConnection.guessContentTypeFromName(name), "application/octet-stream");
    return TYPES.getOrDefault(ending, guess);
  }
}
