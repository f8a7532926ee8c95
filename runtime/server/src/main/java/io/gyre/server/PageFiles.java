package io.gyre.server;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The files of a page, read once from the class path. Thread-safe once the page is made. */
final class PageFiles {
  /** The page itself. */
  static final String INDEX = "index.html";

  private static final Header NO_SNIFFING =
      HeaderValues.createCached("X-Content-Type-Options", "nosniff");
  private static final Header REVALIDATE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-cache");
  private static final Map<String, String> TYPES =
      Map.of(
          "html",
          "text/html; charset=utf-8",
          "css",
          "text/css; charset=utf-8",
          "js",
          "text/javascript; charset=utf-8",
          "json",
          "application/json",
          "svg",
          "image/svg+xml");

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final Header policy;

  /**
   * Reads the files.
   *
   * @param folder beside this class
   * @param policy what the page may load, as the header {@code Content-Security-Policy} has it
   */
  PageFiles(String folder, String policy, String... names) {
    this.policy = HeaderValues.createCached("Content-Security-Policy", policy);
    for (String name : names) {
      files.put(name, read(folder + "/" + name));
    }
  }

  /** Changes the text of a file. */
  void change(String name, UnaryOperator<String> change) {
    files.computeIfPresent(
        name,
        (file, bytes) ->
            change
                .apply(new String(bytes, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8));
  }

  Set<String> names() {
    return files.keySet();
  }

  /** Without the slash at the end the page's own links would point beside it. */
  void index(ServerRequest request, ServerResponse response) {
    String path = request.path().absolute().rawPath();
    if (path.endsWith("/")) {
      send(INDEX, response);
    } else {
      redirect(path + "/", response);
    }
  }

  static void redirect(String path, ServerResponse response) {
    response.status(Status.TEMPORARY_REDIRECT_307).header(HeaderNames.LOCATION, path).send();
  }

  void send(String name, ServerResponse response) {
    String extension = name.substring(name.lastIndexOf('.') + 1);
    response
        .header(HeaderNames.CONTENT_TYPE, TYPES.getOrDefault(extension, "application/octet-stream"))
        .header(NO_SNIFFING)
        .header(REVALIDATE)
        .header(policy)
        .send(files.getOrDefault(name, new byte[0]));
  }

  private static byte[] read(String path) {
    try (InputStream stream = PageFiles.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new StartFailed("the file " + path + " is missing in this build");
      }
      return stream.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
