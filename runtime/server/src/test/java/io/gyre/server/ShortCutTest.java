package io.gyre.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that repeat are answered on the shards, and nobody can tell but by the clock. */
@Timeout(120)
class ShortCutTest {
  private static final String HEALTH = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String LAST = "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  private static final Pattern OFFSET = Pattern.compile("\"offset\":(\\d+)");
  private static final Pattern HISTORIES =
      Pattern.compile(
          "(?m)^centrifugo_api_command_duration_seconds_count\\{[^}]*method=\"history\"[^}]*} (\\S+)");
  private static final Pattern COUNTER =
      Pattern.compile("(?m)^gyre_http_short_cut_requests_total (\\d+)");

  @TempDir Path scratch;
  private LiveServer server;

  @BeforeEach
  void start() throws Exception {
    server =
        LiveServer.start(
            scratch,
            """
            prometheus: {enabled: true}
            client: {allow_anonymous_connect_without_token: true}
            http_server: {idle_timeout: 3s, read_timeout: 2s}
            """);
  }

  @AfterEach
  void everybodyElseIsServed() throws Exception {
    server.assertServes();
    server.assertQuiet();
    server.close();
  }

  private static String request(String method, String headers, String body) {
    return "POST /api/%s HTTP/1.1\r\nHost: x\r\nX-API-Key: k\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(method, headers, body.length(), body);
  }

  private static String publish(int number) {
    return request("publish", "", "{\"channel\":\"kept:a\",\"data\":{\"n\":" + number + "}}");
  }

  /** Publishes as often as told, one after the other; the shards answer all but the first few. */
  private RawPeer visitor(int publications) throws IOException {
    RawPeer peer = server.dial();
    for (int i = 1; i <= publications; i++) {
      peer.send(publish(i));
      assertEquals(i, offset(answer(peer)));
    }
    return peer;
  }

  private static String answer(RawPeer peer) throws IOException {
    String head = peer.head();
    Matcher length = Pattern.compile("Content-Length: (\\d+)").matcher(head);
    assertTrue(length.find(), head);
    return head
        + new String(peer.socket.getInputStream().readNBytes(Integer.parseInt(length.group(1))));
  }

  private static int offset(String answer) {
    Matcher offset = OFFSET.matcher(answer);
    assertTrue(offset.find(), answer);
    return Integer.parseInt(offset.group(1));
  }

  /** An answer without what differs from one to the next. */
  private static String shape(String answer) {
    return answer.replaceAll("(?m)^Date: .*|Content-Length: \\d+|\"offset\":\\d+", "");
  }

  private int onShards() throws Exception {
    Matcher counter = COUNTER.matcher(server.get("/metrics"));
    return counter.find() ? Integer.parseInt(counter.group(1)) : 0;
  }

  @Test
  void answersLookTheSameOnEitherWay() throws Exception {
    try (RawPeer peer = server.dial()) {
      String first = "";
      for (int i = 1; i <= 20; i++) {
        String answer = answer(peer.send(publish(i)));
        String shape = shape(answer);
        first = first.isEmpty() ? shape : first;
        assertEquals(first, shape);
        assertEquals(i, offset(answer));
      }
      assertTrue(onShards() >= 15, "short cut not taken");
    }
  }

  @Test
  void whatTheyCountIsCounted() throws Exception {
    try (RawPeer peer = visitor(20)) {
      String count =
          "centrifugo_api_command_duration_seconds_count{protocol=\"http\",method=\"publish\"} 20";
      assertTrue(server.get("/metrics").lines().anyMatch(count::equals), "not counted: " + count);
      peer.reset();
    }
  }

  @Test
  void manyInOneWriteAreAnsweredInTheirOrder() throws Exception {
    try (RawPeer peer = visitor(5)) {
      StringBuilder all = new StringBuilder();
      for (int i = 6; i <= 1000; i++) {
        all.append(publish(i));
      }
      Thread sender = Thread.ofVirtual().start(() -> sendAll(peer, all.toString()));
      for (int i = 6; i <= 1000; i++) {
        assertEquals(i, offset(answer(peer)));
      }
      sender.join();
      assertTrue(onShards() > 100, "short cut not taken");
    }
  }

  private static void sendAll(RawPeer peer, String text) {
    try {
      peer.send(text);
    } catch (IOException cut) {
      throw new AssertionError(cut);
    }
  }

  @Test
  void anotherRequestGoesTheUsualWayAndTheNextOnesDoAgainVisitTheShards() throws Exception {
    try (RawPeer peer = visitor(20)) {
      assertTrue(answer(peer.send(HEALTH)).endsWith("{}"));
      int before = onShards();
      for (int i = 21; i <= 40; i++) {
        assertEquals(i, offset(answer(peer.send(publish(i)))));
      }
      assertTrue(onShards() > before);
      String other = "POST /api/publish HTTP/1.1\r\nHost: x\r\nX-API-Key: wrong\r\n";
      peer.send(other + "Content-Length: 2\r\n\r\n{}" + LAST);
      String rest = peer.readAll();
      assertTrue(rest.startsWith("HTTP/1.1 401 "), rest);
    }
  }

  @Test
  void aBodyMayComeInPieces() throws Exception {
    try (RawPeer peer = visitor(5)) {
      for (int i = 6; i <= 8; i++) {
        String request = publish(i);
        int body = request.indexOf("\r\n\r\n") + 4;
        peer.send(request.substring(0, body));
        for (int at = body; at < request.length(); at++) {
          peer.send(request.substring(at, at + 1));
        }
        assertEquals(i, offset(answer(peer)));
      }
      for (int i = 9; i <= 10; i++) {
        for (char c : publish(i).toCharArray()) {
          peer.send(String.valueOf(c));
        }
        assertEquals(i, offset(answer(peer)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"channel\":\"kept:a\"",
        "[]",
        "{\"channel\":\"kept:a\",\"data\":{}}trailing",
        "nonsense"
      })
  void aMalformedBodyIsRefusedAsEver(String body) throws Exception {
    try (RawPeer peer = visitor(10)) {
      String answer = answer(peer.send(request("publish", "", body)));
      assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
      assertEquals(11, offset(answer(peer.send(publish(11)))));
    }
  }

  @Test
  void anErrorIsAnAnswer() throws Exception {
    try (RawPeer peer = visitor(10)) {
      String unknown = "{\"channel\":\"nowhere:a\",\"data\":{}}";
      String answer = answer(peer.send(request("publish", "", unknown)));
      assertTrue(
          answer.endsWith("{\"error\":{\"code\":102,\"message\":\"unknown channel\"}}"), answer);
    }
  }

  @Test
  void errorsByStatusAreNotForTheShards() throws Exception {
    try (RawPeer peer = server.dial()) {
      String mode = "X-Centrifugo-Error-Mode: transport\r\n";
      String unknown = request("publish", mode, "{\"channel\":\"nowhere:a\",\"data\":{}}");
      for (int i = 0; i < 10; i++) {
        String answer = answer(peer.send(unknown));
        assertTrue(answer.startsWith("HTTP/1.1 404 "), answer);
      }
      assertEquals(0, onShards());
    }
  }

  @Test
  void aBodyThatIsTooLargeGoesTheUsualWay() throws Exception {
    try (RawPeer peer = visitor(5)) {
      String large = "x".repeat(100_000);
      String body = "{\"channel\":\"kept:a\",\"data\":\"" + large + "\"}";
      assertEquals(6, offset(answer(peer.send(request("publish", "", body)))));
    }
  }

  @Test
  void countsOfPresenceAreReadThere() throws Exception {
    try (RawPeer member = server.dial().subscribe("kept:a");
        RawPeer peer = server.dial()) {
      String stats = request("presence_stats", "", "{\"channel\":\"kept:a\"}");
      for (int i = 0; i < 10; i++) {
        String answer = answer(peer.send(stats));
        assertTrue(answer.endsWith("{\"result\":{\"num_clients\":1,\"num_users\":1}}"), answer);
      }
      assertNotEquals(0, onShards());
      member.reset();
    }
  }

  @Test
  void whoIsPresentIsReadThere() throws Exception {
    try (RawPeer member = server.dial().subscribe("kept:a");
        RawPeer peer = server.dial()) {
      String presence = request("presence", "", "{\"channel\":\"kept:a\"}");
      String first = shape(answer(peer.send(presence)));
      assertTrue(first.contains("\"client\":"), first);
      for (int i = 0; i < 10; i++) {
        assertEquals(first, shape(answer(peer.send(presence))));
      }
      assertNotEquals(0, onShards());
      member.reset();
    }
  }

  @Test
  void historyIsReadThereUnlessItIsLong() throws Exception {
    try (RawPeer peer = visitor(10)) {
      int before = onShards();
      String some = request("history", "", "{\"channel\":\"kept:a\",\"limit\":3}");
      String first = shape(answer(peer.send(some)));
      assertTrue(first.contains("{\"data\":{\"n\":3},"), first);
      for (int i = 0; i < 10; i++) {
        assertEquals(first, shape(answer(peer.send(some))));
      }
      int after = onShards();
      assertTrue(after > before, "short cut not taken");
      String all = request("history", "", "{\"channel\":\"kept:a\",\"limit\":-1}");
      for (int i = 0; i < 10; i++) {
        assertTrue(answer(peer.send(all)).contains("{\"data\":{\"n\":1},"));
      }
      assertEquals(after, onShards());
    }
  }

  @Test
  void largeAnswersThatWaitGoBackWithTheirConnection() throws Exception {
    try (RawPeer peer = server.dial()) {
      String data = "{\"n\":0,\"text\":\"" + "x".repeat(5_000) + "\"}";
      String publish = request("publish", "", "{\"channel\":\"kept:a\",\"data\":" + data + "}");
      for (int i = 1; i <= 10; i++) {
        assertEquals(i, offset(answer(peer.send(publish))));
      }
      String history = request("history", "", "{\"channel\":\"kept:a\",\"limit\":10}");
      String first = shape(answer(peer.send(history)));
      int count = 500;
      Thread sender = Thread.ofVirtual().start(() -> sendAll(peer, history.repeat(count)));
      for (int i = 0; i < count; i++) {
        assertEquals(first, shape(answer(peer)));
      }
      sender.join();
    }
  }

  @Test
  void subscribersReceiveAllInOrder() throws Exception {
    try (RawPeer subscriber = server.dial().subscribe("kept:a");
        RawPeer peer = visitor(200)) {
      for (int i = 1; i <= 200; i++) {
        String frame = subscriber.readUntil("\"offset\":" + i + "");
        assertTrue(frame.contains("{\"n\":" + i + "}"), frame);
      }
      peer.reset();
    }
  }

  @Test
  void aPeerThatDoesNotReadItsAnswersHoldsUpNobody() throws Exception {
    try (RawPeer peer = visitor(5)) {
      String some = publish(0).repeat(100);
      Thread sender =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  for (int i = 0; i < 1000 && !Thread.interrupted(); i++) {
                    peer.send(some);
                  }
                } catch (IOException cut) {
                  // as it should be
                }
              });
      for (int i = 0; i < 10; i++) {
        server.assertServes();
      }
      peer.reset();
      sender.interrupt();
      sender.join();
    }
  }

  @Test
  void aPeerThatFallsBehindGetsAllItsAnswers() throws Exception {
    try (RawPeer peer = visitor(5)) {
      int count = 20_000;
      StringBuilder all = new StringBuilder();
      for (int i = 6; i < 6 + count; i++) {
        all.append(publish(i));
      }
      Thread sender = Thread.ofVirtual().start(() -> sendAll(peer, all.toString()));
      sender.join(Duration.ofMillis(200)); // a head start, whatever it comes to
      for (int i = 6; i < 6 + count; i++) {
        assertEquals(i, offset(answer(peer)));
      }
      sender.join();
    }
  }

  /** Ten publications are 50 KB, which a shard answers, or 100 KB, which a thread does. */
  @ParameterizedTest
  @ValueSource(ints = {5_000, 10_000})
  void aPeerThatReadsNothingIsAnsweredNoMoreThanItsSocketTakes(int length) throws Exception {
    try (RawPeer peer = server.dial()) {
      String data = "{\"n\":0,\"text\":\"" + "x".repeat(length) + "\"}";
      String publish = request("publish", "", "{\"channel\":\"kept:a\",\"data\":" + data + "}");
      for (int i = 1; i <= 10; i++) {
        assertEquals(i, offset(answer(peer.send(publish))));
      }
      String history = request("history", "", "{\"channel\":\"kept:a\",\"limit\":10}");
      for (int i = 0; i < 5; i++) {
        answer(peer.send(history));
      }
      int count = 1_000;
      Thread sender = Thread.ofVirtual().start(() -> sendAll(peer, history.repeat(count)));
      while (histories() < 10) {
        server.assertServes();
      }
      for (int i = 0; i < 50; i++) { // time enough to answer all of them
        server.assertServes();
      }
      assertTrue(histories() < count * 3 / 4, histories() + " answered");
      peer.reset();
      sender.join();
    }
  }

  private int histories() throws Exception {
    Matcher count = HISTORIES.matcher(server.get("/metrics"));
    return count.find() ? (int) Double.parseDouble(count.group(1)) : 0;
  }

  @Test
  void aConnectionThatIsNotUsedIsClosed() throws Exception {
    try (RawPeer peer = visitor(10)) {
      assertEquals("", peer.readAll());
    }
  }

  @Test
  void aBodyThatDoesNotComeIsAnsweredSo() throws Exception {
    try (RawPeer peer = visitor(10)) {
      String request = publish(11);
      String answer = peer.send(request.substring(0, request.length() - 3)).readAll();
      assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
    }
  }

  @Test
  void aPeerThatLeavesIsForgotten() throws Exception {
    for (int i = 1; i <= 20; i += 10) {
      RawPeer peer = server.dial();
      for (int n = 0; n < 10; n++) {
        assertEquals(i + n, offset(answer(peer.send(publish(n)))));
      }
      if (i == 1) {
        peer.reset();
      } else {
        peer.socket.shutdownOutput();
        assertEquals("", peer.readAll());
      }
    }
  }

  @Test
  void whateverComesIsAnsweredAsOnAConnectionThatNeverLeft() throws Exception {
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = (publish(i) + publish(i) + LAST).getBytes(StandardCharsets.ISO_8859_1);
      for (int changes = random.nextInt(3); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      String usual;
      try (RawPeer peer = server.dial()) {
        usual = shapeOfAll(peer, bytes);
      }
      try (RawPeer peer = server.dial()) {
        for (int n = 0; n < 4; n++) {
          answer(peer.send(publish(n)));
        }
        assertEquals(usual, shapeOfAll(peer, bytes), new String(bytes, StandardCharsets.UTF_8));
      }
    }
    assertTrue(onShards() > 300, "short cut not taken");
  }

  private static String shapeOfAll(RawPeer peer, byte[] bytes) throws IOException {
    peer.send(bytes);
    peer.socket.shutdownOutput();
    return shape(peer.readAll());
  }

  @Test
  void aServerThatStopsDoesNotWaitForItsVisitors() throws Exception {
    try (RawPeer peer = visitor(10);
        RawPeer half = visitor(0)) {
      for (int i = 11; i <= 20; i++) {
        assertEquals(i, offset(answer(half.send(publish(i)))));
      }
      half.send(publish(0).substring(0, 100));
      long begin = System.nanoTime();
      server.close();
      long millis = (System.nanoTime() - begin) / 1_000_000;
      assertEquals("", peer.readAll());
      assertTrue(millis < 9_000, "stopped after " + millis + " ms");
    } finally {
      start();
    }
  }
}
