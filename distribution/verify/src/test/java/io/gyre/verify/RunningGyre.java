package io.gyre.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A server of the built distribution in a process of its own, on a free port of this machine. Has
 * the API key and the token secret of {@link #KEYS}. Thread-safe but for {@link #close}.
 */
final class RunningGyre implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final String SECRET = "a secret of the tests";
  private static final String KEY = "a key of the tests";

  /** Flags that every server here is started with. */
  private static final List<String> KEYS =
      List.of(
          "--http_server.address",
          "127.0.0.1",
          "--health.enabled",
          "--http_api.key",
          KEY,
          "--client.token.hmac_secret_key",
          SECRET);

  private final Process process;
  private final Path log;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();
  private boolean endedItself;

  private RunningGyre(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /** Starts the distribution with a configuration in YAML; returns when it is healthy. */
  static RunningGyre start(Path folder, String config) throws IOException, InterruptedException {
    return start(Distribution.folder(), folder, config);
  }

  /** As {@link #start(Path, String)}, where health is told on another port than this one. */
  static RunningGyre startSplit(Path folder, String config)
      throws IOException, InterruptedException {
    return start(Distribution.folder(), folder, config, 404, List.of());
  }

  /** As {@link #start(Path, String)}, in a process that may open so many files. */
  static RunningGyre startWithDescriptors(int max, Path folder, String config)
      throws IOException, InterruptedException {
    List<String> limited = List.of("bash", "-c", "ulimit -n " + max + "; exec \"$@\"", "limited");
    return start(Distribution.folder(), folder, config, 200, limited);
  }

  /** As {@link #start(Path, String)}, with a heap of at most so many MiB. */
  static RunningGyre startWithHeap(int mebibytes, Path folder, String config)
      throws IOException, InterruptedException {
    return startWithOption("-Xmx" + mebibytes + "m", folder, config);
  }

  /** As {@link #start(Path, String)}, on a machine that has so many MiB, to all appearances. */
  static RunningGyre startWithMemory(int mebibytes, Path folder, String config)
      throws IOException, InterruptedException {
    return startWithOption("-XX:MaxRAM=" + mebibytes + "m", folder, config);
  }

  private static RunningGyre startWithOption(String option, Path folder, String config)
      throws IOException, InterruptedException {
    List<String> launcher = List.of("env", "GYRE_JAVA_OPTS=" + option);
    return start(Distribution.folder(), folder, config, 200, launcher);
  }

  /** Starts a copy of the distribution; configuration and log lie in {@code folder}. */
  static RunningGyre start(Path home, Path folder, String config)
      throws IOException, InterruptedException {
    return start(home, folder, config, 200, List.of());
  }

  private static RunningGyre start(
      Path home, Path folder, String config, int status, List<String> launcher)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("gyre.yaml"), config);
    Path log = folder.resolve("gyre.log");
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(launcher))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.command().addAll(List.of(home + "/bin/gyre", "-c", file.toString(), "-p", "" + port));
    builder.command().addAll(KEYS);
    builder.environment().put("GYRE_JAVA_OPTS", "-Xmx512m");
    RunningGyre server = new RunningGyre(builder.start(), log, port);
    try {
      server.awaitHealth(status);
      return server;
    } catch (IOException | InterruptedException | AssertionError failure) {
      server.process.destroyForcibly();
      throw failure;
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private void awaitHealth(int status) throws IOException, InterruptedException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      try {
        if (http.send(request("/health").build(), BodyHandlers.discarding()).statusCode()
            == status) {
          return;
        }
      } catch (IOException notYet) {
        // nobody listens yet
      }
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("did not start: " + log());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(http(path)).timeout(DEADLINE);
  }

  /** The address of a path. */
  URI http(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Where clients connect. */
  URI webSocket() {
    return URI.create("ws://127.0.0.1:" + port + "/connection/websocket");
  }

  String key() {
    return KEY;
  }

  /** The processor time that the server has used since its start. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  int port() {
    return port;
  }

  /** Gets a page. */
  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(path, DEADLINE);
  }

  /** Gets a page that may not come. */
  HttpResponse<String> get(String path, Duration deadline)
      throws IOException, InterruptedException {
    return http.send(request(path).timeout(deadline).build(), BodyHandlers.ofString());
  }

  /** Calls the server API; what it answers instead of a result fails the test. */
  JsonNode api(String method, Object parameters) throws IOException, InterruptedException {
    return api(method, parameters, "result");
  }

  /** As {@link #api(String, Object)}, where the answer has another name. */
  JsonNode api(String method, Object parameters, String answer)
      throws IOException, InterruptedException {
    JsonNode reply = call(method, parameters);
    assertTrue(reply.has(answer), () -> method + ": " + reply);
    return reply.get(answer);
  }

  /** Calls the server API for the replies of a batch, which stand in no result. */
  JsonNode batch(List<?> commands) throws IOException, InterruptedException {
    return call("batch", Map.of("commands", commands)).get("replies");
  }

  private JsonNode call(String method, Object parameters) throws IOException, InterruptedException {
    HttpRequest request =
        request("/api/" + method)
            .header("X-API-Key", KEY)
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(parameters)))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    assertEquals(200, response.statusCode(), response::body);
    return Json.read(response.body());
  }

  /** A token of a user, signed with HS256. */
  static String token(String user, List<String> channels) {
    Object claims =
        channels.isEmpty()
            ? Map.of("sub", user, "exp", 4_000_000_000L)
            : Map.of("sub", user, "exp", 4_000_000_000L, "channels", channels);
    String text = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + base64(Json.write(claims));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (java.security.GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Has it read its configuration again, as an operator does. */
  void reload() throws IOException, InterruptedException {
    signal("HUP");
  }

  /** Sends the process a signal, such as {@code STOP}. */
  void signal(String name) throws IOException, InterruptedException {
    List<String> kill = List.of("kill", "-" + name, "" + process.pid());
    Command.run(log.toAbsolutePath().getParent(), Map.of(), kill).mustSucceed();
  }

  /** Waits a little, unless the process ends; whether it did. */
  boolean awaitEnd(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** How the process ended by itself. */
  int exit() throws InterruptedException {
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), () -> "lives on: " + log());
    endedItself = true;
    return process.exitValue();
  }

  /** What the server logged until now. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  /** Stops it as an operator does; anything but a clean end in time fails the test. */
  @Override
  public void close() {
    http.close();
    process.destroy();
    try {
      assertTrue(process.waitFor(30, TimeUnit.SECONDS), () -> "does not stop: " + log());
      assertTrue(endedItself || process.exitValue() == 0, this::log);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }
}
