package io.gyre.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.server.plugin.PluginLoader;
import io.gyre.server.plugin.Providers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that leave without a word, or take nothing: their affair, and nothing for the log. */
@Timeout(120)
class PeersThatGoAwayTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String CONNECT = "{\"subs\":{\"news\":{}}}";

  private static final String CONFIG =
      """
      client: {allow_anonymous_connect_without_token: true}
      http_api: {key: k}
      uni_http_stream: {enabled: true}
      uni_sse: {enabled: true}
      channel: {without_namespace: {allow_subscribe_for_client: true, allow_subscribe_for_anonymous: true}}
      """;

  @TempDir Path scratch;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Complaints complaints = new Complaints();
  private int port;
  private Runnable stop = () -> {};

  /** How a client takes its leave. */
  enum Leave {
    /** It closes its socket. */
    CLOSE,
    /** Its system forgets the connection. */
    RESET
  }

  @BeforeEach
  void start() throws Exception {
    Providers providers =
        new PluginLoader(PeersThatGoAwayTest.class.getClassLoader()).load(scratch.resolve("none"));
    StartedServer started =
        StartedServer.start(scratch, StartedServer.freePort(), CONFIG, providers);
    port = started.port();
    stop = () -> started.server().stop(LIMIT);
    Logger.getLogger("").addHandler(complaints);
  }

  @AfterEach
  void stop() {
    Logger.getLogger("").removeHandler(complaints);
    stop.run();
    http.close();
  }

  @ParameterizedTest
  @EnumSource
  void aStreamThatIsLeftInTheMiddleIsNothingForTheLog(Leave leave) throws Exception {
    for (String path : List.of("/connection/uni_http_stream", "/connection/uni_sse")) {
      try (Socket client = open(path)) {
        publish("x".repeat(1000));
        if (leave == Leave.RESET) {
          client.setSoLinger(true, 0);
        }
      }
      publish("somebody left"); // may find the socket closed, or the session gone
      awaitClients(0);
    }
    assertEquals(List.of(), complaints.texts);
  }

  @Test
  void aReaderThatIsTooSlowIsEndedAndHoldsUpNobody() throws Exception {
    String large = "x".repeat(30_000);
    for (String path : List.of("/connection/uni_http_stream", "/connection/uni_sse")) {
      try (Socket slow = open(path);
          Socket quick = open(path)) {
        BufferedReader lines = reader(quick);
        awaitClients(2);
        for (int i = 0; i < 400; i++) {
          publish(large + i);
          String end = "x" + i + "\"";
          String line = lines.readLine();
          while (!line.contains(end)) {
            line = lines.readLine();
          }
        }
        awaitClients(1);
        assertTrue(slow.isConnected(), "it did not leave by itself");
      }
      awaitClients(0);
    }
    assertEquals(List.of(), complaints.texts);
  }

  private Socket open(String path) throws IOException {
    Socket client = new Socket();
    client.setReceiveBufferSize(4096);
    client.connect(new InetSocketAddress("127.0.0.1", port));
    String request =
        "POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(path, CONNECT.length(), CONNECT);
    client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    byte[] status = client.getInputStream().readNBytes(15);
    assertEquals("HTTP/1.1 200 OK", new String(status, StandardCharsets.US_ASCII));
    return client;
  }

  private static BufferedReader reader(Socket client) throws IOException {
    return new BufferedReader(
        new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
  }

  private void publish(String data) throws IOException, InterruptedException {
    api("publish", "{\"channel\":\"news\",\"data\":\"%s\"}".formatted(data));
  }

  private void awaitClients(int count) throws IOException, InterruptedException {
    String wanted = "\"num_clients\":" + count + ",";
    while (!api("info", "{}").contains(wanted)) {
      Thread.yield();
    }
  }

  private String api(String method, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/" + method))
            .header("X-API-Key", "k")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /** What was logged that an operator would look at. */
  private static final class Complaints extends Handler {
    private final List<String> texts = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord record) {
      if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
        texts.add(record.getLoggerName() + ": " + record.getMessage() + " " + record.getThrown());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
