package io.gyre.server.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.server.sockets.EchoGateway.EchoSession;
import io.gyre.server.sockets.TestPort.Wire;
import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.Encoding;
import io.gyre.spi.transport.Frame;
import io.gyre.spi.web.PingTimes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class StreamPortTest {
  private static final Disconnect FORCED = new Disconnect(3503, "force disconnect");

  private final ConnectionLimits limits = new ConnectionLimits(1, 0, System::nanoTime, () -> {});
  private TestPort port = open(Wire.TAKEN_OVER);

  private TestPort open(Wire wire) {
    return new TestPort(
        wire, TestPort.config(false, Duration.ofSeconds(1)), limits, PingTimes.NEVER);
  }

  private void reopen(Wire wire) {
    port.close();
    port = open(wire);
  }

  @AfterEach
  void close() {
    port.close();
  }

  @ParameterizedTest
  @EnumSource
  void aPeerThatHangsUpEndsItsSession(Wire wire) throws Exception {
    reopen(wire);
    EchoSession session;
    try (Socket client = port.dial()) {
      begin(client, "{\"id\":1}");
      session = next(port.gateway.opened);
      BufferedReader in = reader(client);
      assertEquals("HTTP/1.1 200 OK", in.readLine());
      assertTrue(fields(in).contains("|Transfer-Encoding: chunked|"), "chunks were announced");
      assertEquals("9", in.readLine());
      assertEquals("{\"id\":1}", in.readLine());
      assertTrue(session.info.emulated(), "the client sends by separate requests");
      assertEquals(Encoding.JSON, session.info.encoding());
    }
    assertEquals(session, next(port.gateway.closed));
  }

  @ParameterizedTest
  @EnumSource
  void framesAreWrittenAndTheLastOneBeforeTheEnd(Wire wire) throws Exception {
    reopen(wire);
    try (Socket client = port.dial()) {
      begin(client, "silence");
      EchoSession session = next(port.gateway.opened);
      session.onShard(() -> {
        session.connection.send(frame("{\"a\":1}"));
        session.connection.send(frame("{\"b\":2}"));
        session.connection.close(FORCED);
      });
      BufferedReader in = reader(client);
      fields(in);
      assertEquals("8|{\"a\":1}||8|{\"b\":2}||0|", rest(in));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStreamBeginsBeforeItsFirstMessage(Wire wire) throws Exception {
    reopen(wire);
    try (Socket client = port.dial()) {
      begin(client, "silence");
      assertEquals("HTTP/1.1 200 OK", reader(client).readLine());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatMayNotConnectGetsAnAnswerInPlaceOfAStream(Wire wire) throws Exception {
    reopen(wire);
    try (Socket client = port.dial()) {
      send(client, post("/events", "{\"name\":\"silence\"}"));
      EchoSession session = next(port.gateway.opened);
      session.onShard(() -> {
        session.connection.refused(3500, "invalid token");
        session.connection.send(frame("not sent"));
        session.connection.close(FORCED);
      });
      BufferedReader in = reader(client);
      assertEquals("HTTP/1.1 404 Not Found", in.readLine());
      assertTrue(fields(in).contains("|Content-Length: 2|"), "length was said");
      assertEquals("no", rest(in));
    }
  }

  @Test
  void aStreamTakesAPlaceAndGivesItBack() throws Exception {
    try (Socket client = port.dial()) {
      begin(client, "silence");
      EchoSession session = next(port.gateway.opened);
      String init = "GET /init HTTP/1.1\r\nHost: a\r\n\r\n";
      assertTrue(answerTo(init).endsWith(" 503 Service Unavailable"), "no place was left");
      session.onShard(() -> session.connection.close(FORCED));
      rest(reader(client));
    }
    awaitNoConnections();
  }

  @Test
  void aServerThatTakesNoMoreClientsSaysSo() throws Exception {
    port.gateway.refusing = true;
    assertEquals("HTTP/1.1 503 Service Unavailable", answerTo(post("/stream", "{}")));
    awaitNoConnections();
  }

  @Test
  void aBodyOverTheLimitIsRefused() throws IOException {
    String large = "x".repeat(TestPort.BODY_BYTES_MAX + 1);
    assertTrue(answerTo(post("/stream", large)).contains(" 413 "), "as a stream's request");
    assertTrue(answerTo(post("/emulation", large)).contains(" 413 "), "as commands");
  }

  @ParameterizedTest
  @EnumSource
  void aRequestBehindAStreamIsNotAnswered(Wire wire) throws Exception {
    reopen(wire);
    try (Socket client = port.dial()) {
      send(client, post("/stream", "silence") + post("/stream", "{}"));
      EchoSession session = next(port.gateway.opened);
      BufferedReader in = reader(client);
      assertEquals("HTTP/1.1 200 OK", in.readLine());
      session.onShard(() -> session.connection.close(FORCED));
      fields(in);
      assertEquals("0|", rest(in));
      assertTrue(port.gateway.opened.isEmpty(), "the second request was left alone");
    }
  }

  @Test
  void aPeerThatSendsWithoutEndBehindItsRequestIsCut() throws Exception {
    try (Socket client = port.dial()) {
      begin(client, "silence");
      byte[] more = new byte[96 * 1024];
      client.getOutputStream().write(more);
      assertNotNull(next(port.gateway.closed));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPeerThatTakesNothingIsCut(Wire wire) throws Exception {
    reopen(wire);
    try (Socket client = port.dial()) {
      begin(client, "flood 20000");
      assertNotNull(next(port.gateway.stalled));
    }
    awaitNoConnections();
  }

  /** Places are given back when the peer has its answer already. */
  private void awaitNoConnections() {
    while (limits.connections() > 0) {
      Thread.yield();
    }
  }

  private static String post(String path, String body) {
    return "POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(path, body.length(), body);
  }

  private String answerTo(String request) throws IOException {
    try (Socket client = port.dial()) {
      send(client, request);
      String line = reader(client).readLine();
      return line == null ? "" : line;
    }
  }

  private static void begin(Socket client, String body) throws IOException {
    send(client, post("/stream", body));
  }

  private static void send(Socket client, String request) throws IOException {
    client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  private static BufferedReader reader(Socket client) throws IOException {
    return new BufferedReader(
        new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
  }

  /** The header up to the empty line. */
  private static String fields(BufferedReader in) throws IOException {
    StringBuilder fields = new StringBuilder("|");
    for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
      fields.append(line).append('|');
    }
    return fields.toString();
  }

  /** All lines up to the end of the connection. */
  private static String rest(BufferedReader in) {
    List<String> lines = in.lines().toList();
    return lines.stream().collect(Collectors.joining("|"));
  }

  private static Frame frame(String text) {
    return new Frame(text.getBytes(StandardCharsets.UTF_8));
  }

  private static EchoSession next(BlockingQueue<EchoSession> queue) throws InterruptedException {
    EchoSession session = queue.poll(30, TimeUnit.SECONDS);
    assertNotNull(session, "no session came");
    return session;
  }
}
