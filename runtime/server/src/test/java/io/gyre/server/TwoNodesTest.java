package io.gyre.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.server.plugin.BuiltIn;
import io.gyre.server.plugin.Providers;
import io.gyre.tck.NodesInMemory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two whole servers in this process whose only tie are control messages. */
@Timeout(90)
class TwoNodesTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final String CONFIG =
      """
      engine: {type: joined}
      client: {allow_anonymous_connect_without_token: true}
      http_stream: {enabled: true}
      prometheus: {enabled: true}
      channel: {without_namespace: {allow_subscribe_for_client: true, allow_subscribe_for_anonymous: true}}
      """;

  @TempDir Path scratch;
  private final NodesInMemory network = new NodesInMemory();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Runnable> stops = new ArrayList<>();
  private int home;
  private int other;

  @BeforeEach
  void startBoth() throws Exception {
    home = start();
    other = start();
  }

  @AfterEach
  void stopBoth() {
    stops.forEach(Runnable::run);
    http.close();
  }

  @Test
  void commandsReachTheirSessionByWayOfAnotherNode() throws Exception {
    try (Stream stream = open()) {
      stream.awaitReachable();
      for (int id = 2; id < 50; id++) {
        String channel = "c" + id;
        assertEquals(
            204,
            stream.send(
                other, "{\"id\":%d,\"subscribe\":{\"channel\":\"%s\"}}".formatted(id, channel)));
        assertEquals("{\"id\":%d,\"subscribe\":{}}".formatted(id), stream.lines.readLine());
      }
    }
  }

  @Test
  void bothCountEachOther() throws Exception {
    String wanted = "\ncentrifugo_node_num_nodes 2\n";
    for (int port : new int[] {home, other}) {
      while (!metrics(port).contains(wanted)) {
        Thread.yield();
      }
    }
  }

  @Test
  void aNodeNobodyKnowsIsNotFoundAndASessionThatIsGoneIsNoFailure() throws Exception {
    String session;
    String node;
    try (Stream stream = open()) {
      stream.awaitReachable();
      session = stream.session;
      node = stream.node;
    }
    assertEquals(404, emulate(other, "nobody", session, "{}"));
    assertEquals(204, emulate(other, node, "nobody", "{}"));
    assertEquals(204, emulate(other, node, session, "{}"));
  }

  @Test
  void aNodeThatStoppedIsNotFound() throws Exception {
    try (Stream stream = open()) {
      stream.awaitReachable();
      stops.removeFirst().run();
      int status = stream.send(other, "{}");
      while (status != 404) {
        assertEquals(204, status); // what it had not read when it stopped
        status = stream.send(other, "{}");
      }
    }
  }

  private int start() throws Exception {
    Providers providers = BuiltIn.and(new JoinedEngineProvider(network));
    StartedServer started =
        StartedServer.start(scratch, StartedServer.freePort(), CONFIG, providers);
    stops.add(() -> started.server().stop(LIMIT));
    return started.port();
  }

  private String metrics(int port) throws IOException, InterruptedException {
    HttpRequest scrape =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
    return http.send(scrape, HttpResponse.BodyHandlers.ofString()).body();
  }

  private Stream open() throws Exception {
    HttpResponse<InputStream> response =
        http.send(
            request(home, "/connection/http_stream", "{\"id\":1,\"connect\":{}}"),
            HttpResponse.BodyHandlers.ofInputStream());
    return new Stream(
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
  }

  private static HttpRequest request(int port, String path, String body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private int emulate(int port, String node, String session, String commands)
      throws IOException, InterruptedException {
    String body =
        "{\"node\":\"%s\",\"session\":\"%s\",\"data\":\"%s\"}"
            .formatted(node, session, commands.replace("\"", "\\\""));
    return http.send(request(port, "/emulation", body), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  /** A stream of the first node. */
  private final class Stream implements AutoCloseable {
    final BufferedReader lines;
    final String session;
    final String node;

    Stream(BufferedReader lines) throws IOException {
      this.lines = lines;
      String connected = lines.readLine();
      this.session = field(connected, "session");
      this.node = field(connected, "node");
    }

    private static String field(String json, String name) {
      Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
      assertTrue(found.find(), json);
      return found.group(1);
    }

    int send(int port, String commands) throws IOException, InterruptedException {
      return emulate(port, node, session, commands);
    }

    /** Nodes tell each other that they live some time after they have started. */
    void awaitReachable() throws IOException, InterruptedException {
      while (emulate(other, node, "nobody", "{}") != 204) {
        Thread.yield();
      }
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
