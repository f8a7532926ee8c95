package io.gyre.bench.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own whose processor time and memory are read from the system
 * (Linux). Its API is on a plain port of its own. Not thread-safe.
 */
final class MeasuredServer implements AutoCloseable {
  private static final int START_SECONDS_MAX = 60;
  private static final int STOP_SECONDS_MAX = 30;
  private static final String KEY = "bench";

  private final Process process;
  private final int port;
  private final int apiPort;
  private final HttpClient http = HttpClient.newHttpClient();

  private MeasuredServer(Process process, int port, int apiPort) {
    this.process = process;
    this.port = port;
    this.apiPort = apiPort;
  }

  /** Starts the program {@code gyre}; returns when it serves. */
  static MeasuredServer start(String gyre, Path folder, Wire wire, Identity identity)
      throws IOException, InterruptedException {
    int port = freePort();
    int apiPort = freePort();
    Path file = Files.writeString(folder.resolve(wire + ".yaml"), config(wire, identity, apiPort));
    Process process =
        new ProcessBuilder(gyre, "-c", file.toString(), "-p", "" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(wire + ".log").toFile())
            .start();
    MeasuredServer server = new MeasuredServer(process, port, apiPort);
    server.awaitReady();
    return server;
  }

  private static String config(Wire wire, Identity identity, int apiPort) {
    return """
    http_server:
      address: 127.0.0.1
      internal_port: "%d"
      tls_external: true
      tls: {enabled: %b, cert_pem: "%s", key_pem: "%s"}
    websocket: {compression: %b}
    http_api: {key: %s}
    client:
      allow_anonymous_connect_without_token: true
      ping_interval: 1h
    channel:
      without_namespace:
        allow_subscribe_for_client: true
        allow_subscribe_for_anonymous: true
    """
        .formatted(
            apiPort,
            wire == Wire.ENCRYPTED,
            identity.certificate(),
            identity.key(),
            wire == Wire.DEFLATED,
            KEY);
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    for (int tries = START_SECONDS_MAX * 10; process.isAlive() && tries > 0; tries--) {
      try {
        post("info", "{}");
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException notYet) {
        process.waitFor(100, TimeUnit.MILLISECONDS);
      }
    }
    throw new IOException("the server did not start: see its log beside its configuration");
  }

  /** Calls the API. */
  void post(String method, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + apiPort + "/api/" + method))
            .header("X-API-Key", KEY)
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200 || response.body().contains("\"error\"")) {
      throw new IOException(method + " answered " + response.statusCode() + " " + response.body());
    }
  }

  int port() {
    return port;
  }

  /** Processor time since the start in nanoseconds. */
  long cpuNanos() {
    return process.info().totalCpuDuration().orElseThrow().toNanos();
  }

  /** Memory that is the server's alone, with its share of what is shared (PSS). */
  long memoryBytes() throws IOException {
    Path rollup = Path.of("/proc/" + process.pid() + "/smaps_rollup");
    for (String line : Files.readAllLines(rollup)) {
      if (line.startsWith("Pss:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    throw new IOException("no PSS in " + rollup);
  }

  @Override
  public void close() {
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException ended) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
