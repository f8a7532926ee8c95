package io.gyre.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.server.plugin.PluginFixture;
import io.gyre.server.plugin.PluginLoader;
import io.gyre.server.plugin.Providers;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole server in this process, seen from outside. */
@Timeout(120)
class ServerTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  @TempDir Path scratch;
  private final HttpClient http = HttpClient.newHttpClient();
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private int port;
  private Runnable stop = () -> {};

  @AfterEach
  void stopServer() {
    stop.run();
    http.close();
  }

  @Test
  void aClientHearsWhatTheBackEndPublishes() throws Exception {
    start(
        """
        client: {allow_anonymous_connect_without_token: true}
        http_api: {key: k}
        channel: {without_namespace: {allow_subscribe_for_client: true, allow_subscribe_for_anonymous: true}}
        """);
    WebSocket socket = connect();
    ask(socket, "{\"id\":1,\"connect\":{}}", "\"connect\"");
    ask(socket, "{\"id\":2,\"subscribe\":{\"channel\":\"news\"}}", "\"subscribe\"");
    HttpResponse<String> published =
        send(
            request("/api/publish")
                .header("X-API-Key", "k")
                .POST(text("{\"channel\":\"news\",\"data\":{\"n\":1}}")));
    assertEquals(200, published.statusCode());
    assertEquals("{\"push\":{\"channel\":\"news\",\"pub\":{\"data\":{\"n\":1}}}}", next());
  }

  @Test
  void aStopTellsClientsToComeBackElsewhere() throws Exception {
    start("client: {allow_anonymous_connect_without_token: true}");
    WebSocket socket = connect();
    ask(socket, "{\"id\":1,\"connect\":{}}", "\"connect\"");
    stop.run();
    assertEquals("closed 3001 shutdown", next());
  }

  @Test
  void aPluginLetsClientsIn() throws Exception {
    PluginFixture.plugin(scratch, "doorman")
        .entry("META-INF/services/io.gyre.spi.proxy.ProxyProvider", "Doorman\n")
        .source("Doorman", DOORMAN)
        .jar(scratch.resolve("plugins").resolve("doorman.jar"));
    start(
        """
        client: {proxy: {connect: {enabled: true, endpoint: "doorman:", doorman: {password: sesame}}}}
        """);
    WebSocket socket = connect();
    ask(socket, "{\"id\":1,\"connect\":{\"data\":\"sesame\"}}", "\"data\":{\"welcome\":true}");
    ask(connect(), "{\"id\":1,\"connect\":{\"data\":\"guess\"}}", "closed 4001 wrong");
  }

  @Test
  void theApiIsDescribedAndTheProcessShownWhereTheyAreAskedFor() throws Exception {
    start("swagger: {enabled: true}\ndebug: {enabled: true}\nhttp_api: {handler_prefix: /calls}");
    assertTrue(send(request("/swagger/").GET()).body().contains("swagger.json"));
    HttpResponse<String> description = send(request("/swagger/swagger.json").GET());
    assertTrue(description.body().contains("\"url\": \"/calls\""), description.body());
    HttpResponse<String> beside = send(request("/swagger").GET());
    assertEquals("/swagger/", beside.headers().firstValue("location").orElse(""));
    assertTrue(send(request("/debug/pprof/").GET()).body().contains("profile"));
    assertTrue(send(request("/debug/pprof/goroutine").GET()).body().contains("io.gyre"));
    assertTrue(send(request("/debug/pprof/heap").GET()).body().contains("java.lang.String"));
    assertEquals(200, send(request("/debug/pprof/cmdline").GET()).statusCode());
    assertEquals(200, send(request("/debug/pprof/profile?seconds=1").GET()).statusCode());
    assertEquals(404, send(request("/debug/pprof/zz").GET()).statusCode());
  }

  @Test
  void theDemoPageIsServedWhereItIsAskedFor() throws Exception {
    start("demo: {enabled: true}");
    HttpResponse<String> page = send(request("/demo/").GET());
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("Drop my connection"));
    assertEquals(200, send(request("/demo/centrifuge.js").GET()).statusCode());
    assertEquals("/demo/", send(request("/").GET()).headers().firstValue("location").orElse(""));
  }

  @Test
  void nothingButTransportsIsServedUnlessAskedFor() throws Exception {
    start("{}");
    for (String path : new String[] {"/demo/", "/health", "/metrics", "/"}) {
      assertEquals(404, send(request(path).GET()).statusCode(), path);
    }
  }

  @Test
  void theLimitsOfTheApiAreTheConfiguredOnes() throws Exception {
    start(
        "http_api: {insecure: true, max_request_body_size: 100, batch_limit: 1, broadcast_limit: 1}");
    String large = "{\"channel\":\"news\",\"data\":\"%s\"}".formatted("x".repeat(100));
    String two = "{\"commands\":[{\"info\":{}},{\"info\":{}}]}";
    String wide = "{\"channels\":[\"a\",\"b\"],\"data\":{}}";
    assertEquals(413, send(request("/api/publish").POST(text(large))).statusCode());
    assertEquals(400, send(request("/api/batch").POST(text(two))).statusCode());
    assertEquals(400, send(request("/api/broadcast").POST(text(wide))).statusCode());
  }

  @Test
  void aPortThatIsTakenEndsTheStart() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      port = taken.getLocalPort();
      StartFailed failure = assertThrows(StartFailed.class, () -> startOnPort("{}"));
      String message = String.valueOf(failure.getMessage());
      assertTrue(message.startsWith("http_server.port: cannot listen on "), message);
      assertTrue(message.contains(":" + port), message);
    }
  }

  @Test
  void aProviderThatIsMissingIsNamedWithThoseThereAre() {
    StartFailed failure =
        assertThrows(
            StartFailed.class,
            () -> start("client: {proxy: {connect: {enabled: true, endpoint: \"nobody:\"}}}"));
    assertTrue(String.valueOf(failure.getMessage()).contains("'nobody'"), failure.toString());
  }

  private static final String DOORMAN =
      """
      import io.gyre.spi.*;
      import io.gyre.spi.error.*;
      import io.gyre.spi.proxy.*;
      import java.util.*;
      public class Doorman implements ProxyProvider<Doorman.Config> {
        public record Config(@Key(doc = "What to say.", secret = true) String password) {}
        public String type() { return "doorman"; }
        public Class<Config> configType() { return Config.class; }
        public Proxy create(Config config, ComponentContext context) {
          return new Proxy() {
            public Set<ProxyKind> kinds() { return Set.of(ProxyKind.CONNECT); }
            public ConnectReply connect(ConnectCall call) {
              if (!new String(call.data()).equals("\\"" + config.password() + "\\"")) {
                throw new DisconnectException(new Disconnect(4001, "wrong"));
              }
              return new ConnectReply("guest", null, new byte[0],
                  "{\\"welcome\\":true}".getBytes(), new byte[0], Map.of());
            }
          };
        }
      }
      """;

  private void start(String yaml) throws Exception {
    port = StartedServer.freePort();
    startOnPort(yaml);
  }

  private void startOnPort(String yaml) throws Exception {
    Providers providers =
        new PluginLoader(ServerTest.class.getClassLoader()).load(scratch.resolve("plugins"));
    Server server = StartedServer.start(scratch, port, yaml, providers).server();
    stop =
        () -> {
          stop = () -> {};
          server.stop(LIMIT);
        };
  }

  private WebSocket connect() {
    return http.newWebSocketBuilder()
        .buildAsync(
            URI.create("ws://127.0.0.1:" + port + "/connection/websocket"), new Listener(received))
        .join();
  }

  private void ask(WebSocket socket, String command, String answer) throws InterruptedException {
    socket.sendText(command, true).join();
    String reply = next();
    assertTrue(reply.contains(answer), reply);
  }

  private String next() throws InterruptedException {
    String frame = received.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
    return frame == null ? "nothing" : frame;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.BodyPublisher text(String body) {
    return HttpRequest.BodyPublishers.ofString(body);
  }

  private record Listener(BlockingQueue<String> received) implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      received.add(data.toString());
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
