package io.gyre.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.server.config.GyreConfig;
import io.gyre.server.log.PeerFaults;
import io.gyre.server.plugin.PluginLoader;
import io.gyre.server.plugin.Providers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * A whole server in this process, with an innocent subscriber whom nothing that happens beside it
 * may concern. The API key is {@code k}.
 */
final class LiveServer implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String COMMON =
      """
      health: {enabled: true}
      http_api: {key: k}
      http_stream: {enabled: true}
      sse: {enabled: true}
      uni_sse: {enabled: true}
      uni_http_stream: {enabled: true}
      channel:
        without_namespace:
          allow_subscribe_for_client: true
          allow_subscribe_for_anonymous: true
          presence: true
          join_leave: true
          allow_presence_for_subscriber: true
        namespaces:
          - name: kept
            history_size: 10
            history_ttl: 60s
            presence: true
            allow_subscribe_for_client: true
            allow_subscribe_for_anonymous: true
          - name: slow
            channel_regex: '^(a+)+$'
            allow_subscribe_for_client: true
            allow_subscribe_for_anonymous: true
          - name: closed
            allow_user_limited_channels: true
      """;

  private final int port;
  private final GyreConfig config;
  private final Server server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final Warnings warnings = new Warnings();
  private int published;

  private LiveServer(int port, GyreConfig config, Server server) {
    this.port = port;
    this.config = config;
    this.server = server;
  }

  /** Starts with settings beside those that all here have; {@code client} is the test's to set. */
  static LiveServer start(Path scratch, String yaml) throws Exception {
    Providers providers =
        new PluginLoader(LiveServer.class.getClassLoader()).load(scratch.resolve("plugins"));
    StartedServer started =
        StartedServer.start(scratch, StartedServer.freePort(), COMMON + yaml, providers);
    LiveServer live = new LiveServer(started.port(), started.config(), started.server());
    live.subscribe();
    Logger.getLogger("").addHandler(live.warnings);
    return live;
  }

  private void subscribe() throws InterruptedException {
    WebSocket socket =
        http.newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://127.0.0.1:" + port + "/connection/websocket"),
                new Listener(received))
            .join();
    socket.sendText("{\"id\":1,\"connect\":{}}", true).join();
    assertTrue(next().contains("\"connect\""));
    socket.sendText("{\"id\":2,\"subscribe\":{\"channel\":\"innocent\"}}", true).join();
    next(); // its own join may come before the reply
  }

  GyreConfig config() {
    return config;
  }

  private int apiPort() {
    String internal = config.httpServer().internalPort();
    return internal.isEmpty() ? port : Integer.parseInt(internal);
  }

  int port() {
    return port;
  }

  RawPeer dial() throws IOException {
    return new RawPeer(port);
  }

  /** Health is good, and the innocent subscriber is served in order. */
  void assertServes() throws IOException, InterruptedException {
    String health = get("/health");
    assertEquals("{}", health);
    String number = "{\"n\":" + ++published + "}";
    publish("innocent", number);
    String frame = next();
    while (!frame.contains("\"pub\"")) { // what came of subscribing
      frame = next();
    }
    assertTrue(frame.contains("\"data\":" + number), frame);
  }

  /** Nobody filled the log. */
  void assertQuiet() {
    assertTrue(warnings.lines.isEmpty(), warnings.lines::toString);
  }

  String get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + apiPort() + path))
            .timeout(LIMIT)
            .build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  void publish(String channel, String data) throws IOException, InterruptedException {
    api("publish", "{\"channel\":\"" + channel + "\",\"data\":" + data + "}");
  }

  /** Calls the server API; anything but a result fails the test. */
  String api(String method, String body) throws IOException, InterruptedException {
    HttpResponse<String> response = call(method, body);
    assertEquals(200, response.statusCode(), response::body);
    assertTrue(response.body().startsWith("{\"result\":"), response::body);
    return response.body();
  }

  HttpResponse<String> call(String method, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + apiPort() + "/api/" + method))
            .timeout(LIMIT)
            .header("X-API-Key", "k")
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  /** Waits until the API gives an answer with {@code expected} in it. */
  void await(String method, String body, String expected) throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    String answer = api(method, body);
    while (!answer.contains(expected)) {
      assertTrue(System.nanoTime() < end, answer);
      answer = api(method, body);
    }
  }

  private String next() throws InterruptedException {
    String frame = received.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
    return frame == null ? "nothing" : frame;
  }

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(warnings);
    server.stop(Duration.ofSeconds(10));
    http.shutdownNow();
  }

  private static final class Warnings extends Handler {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    @Override
    public void publish(LogRecord entry) {
      boolean peers = entry.getLoggerName().startsWith("jdk.") || isFiltered(entry);
      if (entry.getLevel().intValue() >= Level.WARNING.intValue() && !peers) {
        StringWriter trace = new StringWriter();
        if (entry.getThrown() != null) {
          entry.getThrown().printStackTrace(new PrintWriter(trace));
        }
        lines.add(entry.getLoggerName() + ": " + entry.getMessage() + "\n" + trace);
      }
    }

    /** The log of the real process has these filters. */
    private static boolean isFiltered(LogRecord entry) {
      return switch (entry.getLoggerName()) {
        case "io.helidon.webserver.ConnectionHandler" ->
            !PeerFaults.ofConnections().isLoggable(entry);
        case "io.helidon.webserver.http.ErrorHandlers" ->
            !PeerFaults.ofRequests().isLoggable(entry);
        default -> false;
      };
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private record Listener(BlockingQueue<String> received) implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      String text = data.toString();
      if (text.equals("{}")) {
        socket.sendText("{}", true);
      } else {
        received.add(text);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      received.add("closed " + code + " " + reason);
      return null;
    }
  }
}
