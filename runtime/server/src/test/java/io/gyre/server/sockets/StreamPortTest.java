package io.gyre.server.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.ClientGateway;
import io.gyre.spi.transport.Connection;
import io.gyre.spi.transport.ConnectionInfo;
import io.gyre.spi.transport.Encoding;
import io.gyre.spi.transport.Frame;
import io.gyre.spi.transport.Session;
import io.gyre.spi.web.PingTimes;
import io.gyre.transport.http.EmulationConfig;
import io.gyre.transport.http.EmulationProvider;
import io.gyre.transport.http.HttpStreamConfig;
import io.gyre.transport.http.HttpStreamProvider;
import io.gyre.transport.http.InitConfig;
import io.gyre.transport.http.InitProvider;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamPortTest {
  private static final int BODY_BYTES_MAX = 100;
  private final ListeningGateway gateway = new ListeningGateway();
  private final ConnectionLimits limits = new ConnectionLimits(1, 0, System::nanoTime, () -> {});
  private WebServer server = open(false);

  private WebServer open(boolean tls) {
    HttpRouting.Builder routing = HttpRouting.builder();
    SharedPort port = new SharedPort(routing, limits);
    var context =
        new TestPort.Context(
            gateway,
            (connection, info, codec, times) -> {
              throw new UnsupportedOperationException();
            },
            PingTimes.NEVER);
    new HttpStreamProvider()
        .create(new HttpStreamConfig(true, "/stream", BODY_BYTES_MAX), context)
        .mount(port);
    new EmulationProvider()
        .create(new EmulationConfig("/emulation", BODY_BYTES_MAX), context)
        .mount(port);
    new InitProvider().create(new InitConfig(true, "/init"), context).mount(port);
    var http1 = Http1ConnectionSelector.builder().config(Http1Config.create()).build();
    return WebServer.builder()
        .host("127.0.0.1")
        .shutdownHook(false)
        .shutdownGracePeriod(Duration.ZERO)
        .addConnectionSelector(SharedPort.watched(http1))
        .routing(routing)
        .tls(
            tls
                ? Tls.builder().sslContext(TestTls.context()).build()
                : Tls.builder().enabled(false).build())
        .build()
        .start();
  }

  @AfterEach
  void close() {
    server.stop();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPeerThatHangsUpEndsItsSession(boolean tls) throws Exception {
    server.stop();
    server = open(tls);
    Listening session;
    try (Socket client = connect(tls)) {
      begin(client, "{\"id\":1}");
      session = gateway.next();
      session.connection.send(frame("{}"));
      assertEquals("HTTP/1.1 200 OK", line(reader(client)));
      assertEquals("{\"id\":1}", session.received.poll(10, TimeUnit.SECONDS));
      assertTrue(session.info.emulated());
      assertEquals(Encoding.JSON, session.info.encoding());
    }
    assertNotNull(session.gone.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void framesAreWrittenAndTheLastOneBeforeTheEnd() throws Exception {
    try (Socket client = connect(false)) {
      begin(client, "{}");
      Listening session = gateway.next();
      session.connection.send(frame("{\"a\":1}"));
      session.connection.send(frame("{\"b\":2}"));
      session.connection.close(new Disconnect(3503, "force disconnect"));
      BufferedReader in = reader(client);
      StringBuilder all = new StringBuilder();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        all.append(line).append('|');
      }
      assertTrue(all.indexOf("{\"a\":1}|") < all.indexOf("{\"b\":2}|"), all.toString());
      assertTrue(all.toString().endsWith("|0||"), all.toString());
    }
  }

  @Test
  void aStreamTakesAPlaceAndGivesItBack() throws Exception {
    try (Socket client = connect(false)) {
      begin(client, "{}");
      Listening session = gateway.next();
      assertTrue(
          answerTo("GET /init HTTP/1.1\r\nHost: a\r\n\r\n").endsWith(" 503 Service Unavailable"));
      session.connection.close(new Disconnect(3503, "force disconnect"));
      List<String> rest = reader(client).lines().toList(); // to the end of the stream
      assertTrue(rest.size() > 0, "the stream said nothing");
    }
    assertEquals(0, limits.connections());
  }

  @Test
  void aBodyOverTheLimitIsRefused() throws IOException {
    String large = "x".repeat(BODY_BYTES_MAX + 1);
    assertTrue(answerTo(post("/stream", large)).contains(" 413 "));
    assertTrue(answerTo(post("/emulation", large)).contains(" 413 "));
  }

  private static String post(String path, String body) {
    return "POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(path, body.length(), body);
  }

  private String answerTo(String request) throws IOException {
    try (Socket client = connect(false)) {
      client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return line(reader(client));
    }
  }

  private Socket connect(boolean tls) throws IOException {
    Socket socket =
        tls
            ? TestTls.context().getSocketFactory().createSocket("127.0.0.1", server.port())
            : new Socket("127.0.0.1", server.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void begin(Socket client, String body) throws IOException {
    client.getOutputStream().write(post("/stream", body).getBytes(StandardCharsets.US_ASCII));
  }

  private static BufferedReader reader(Socket client) throws IOException {
    return new BufferedReader(
        new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
  }

  private static String line(BufferedReader in) throws IOException {
    String line = in.readLine();
    return line == null ? "" : line;
  }

  private static Frame frame(String text) {
    return new Frame(text.getBytes(StandardCharsets.UTF_8));
  }

  private static final class ListeningGateway implements ClientGateway {
    private final BlockingQueue<Listening> opened = new LinkedBlockingQueue<>();

    @Override
    public Session open(Connection connection, ConnectionInfo info) {
      Listening session = new Listening(connection, info);
      opened.add(session);
      return session;
    }

    @Override
    public boolean emulate(String nodeId, String sessionId, byte[] frame) {
      return false;
    }

    Listening next() throws InterruptedException {
      Listening session = opened.poll(10, TimeUnit.SECONDS);
      assertNotNull(session, "no session was opened");
      return session;
    }
  }

  private static final class Listening implements Session {
    private final Connection connection;
    private final ConnectionInfo info;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> gone = new LinkedBlockingQueue<>();

    Listening(Connection connection, ConnectionInfo info) {
      this.connection = connection;
      this.info = info;
    }

    @Override
    public String id() {
      return "session";
    }

    @Override
    public int shard() {
      return 0;
    }

    @Override
    public void receive(byte[] frame) {
      received.add(new String(frame, StandardCharsets.UTF_8));
    }

    @Override
    public void closed() {
      gone.add("gone");
    }
  }
}
