package io.gyre.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that nobody should send (F27 to F31); everybody else is served meanwhile. */
@Timeout(120)
class HostileRequestsTest {
  private static final String NEXT = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String LAST = "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  private static final String API = "POST /api/info HTTP/1.1\r\nHost: x\r\nX-API-Key: k\r\n";
  private static final String HANDSHAKE =
      "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  private static final Pattern LINE = Pattern.compile("(F\\d+) (\\d+) (.*?) +\\| (.*)");
  private static final Pattern REPEAT = Pattern.compile("\\((\\d+)\\*([^)]*)\\)");
  private static final Pattern HEX = Pattern.compile("\\\\x([0-9a-f]{2})");

  @TempDir static Path scratch;
  private static LiveServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        LiveServer.start(
            scratch,
            """
            client:
              allow_anonymous_connect_without_token: true
              allowed_origins: ["https://good.example"]
            """);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void everybodyElseIsServed() throws Exception {
    server.assertServes();
    server.assertQuiet();
  }

  private record Case(String row, int status, String name, String request) {
    @Override
    public String toString() {
      return row + " " + status + " " + name;
    }
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream table =
        HostileRequestsTest.class.getResourceAsStream("hostile-requests.txt")) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> line.startsWith("F"))
              .map(HostileRequestsTest::read)
              .toList()
              .stream();
    }
  }

  private static Case read(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new UncheckedIOException(new IOException(line));
    }
    return new Case(
        parts.group(1), Integer.parseInt(parts.group(2)), parts.group(3), parts.group(4));
  }

  private static String request(String written) {
    String text =
        written
            .replace("[websocket]", HANDSHAKE)
            .replace("[host]", "Host: x\r\n")
            .replace("[api]", API)
            .replace("[chunked]", "Transfer-Encoding: chunked\r\n\r\n")
            .replace("\\r", "\r")
            .replace("\\n", "\n")
            .replace("\\t", "\t")
            .replace("\\0", "\0");
    text = HEX.matcher(text).replaceAll(hex -> "" + (char) Integer.parseInt(hex.group(1), 16));
    return REPEAT
        .matcher(text)
        .replaceAll(part -> part.group(2).repeat(Integer.parseInt(part.group(1))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedAndTheConnectionClosed(Case hostile) throws IOException {
    try (RawPeer peer = server.dial()) {
      String answer = peer.send(request(hostile.request()) + NEXT).readAll();
      assertTrue(answer.startsWith("HTTP/1.1 " + hostile.status() + " "), answer);
      assertEquals(0, answer.indexOf("HTTP/1.1 "), answer);
      assertEquals(0, answer.lastIndexOf("HTTP/1.1 "), "what followed was answered: " + answer);
    }
  }

  /** The same, after requests that repeat, when the connection is not where it began. */
  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedBehindRequestsThatRepeat(Case hostile) throws IOException {
    String body = "{\"channel\":\"kept\",\"data\":{}}";
    String publish = API.replace("info", "publish") + "Content-Length: " + body.length();
    try (RawPeer peer = server.dial()) {
      for (int i = 0; i < 5; i++) {
        peer.send(publish + "\r\n\r\n" + body).readUntil("{\"result\":{}}");
      }
      String answer = peer.send(request(hostile.request()) + NEXT).readAll();
      assertTrue(answer.startsWith("HTTP/1.1 " + hostile.status() + " "), answer);
      assertEquals(0, answer.lastIndexOf("HTTP/1.1 "), "what followed was answered: " + answer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2\\r\\n{}\\r\\n0\\r\\n\\r\\n",
        "2;name=value\\r\\n{}\\r\\n0\\r\\n\\r\\n",
        "1\\r\\n{\\r\\n0001\\r\\n}\\r\\n000\\r\\n\\r\\n",
        "2\\r\\n{}\\r\\n0\\r\\nX-A: trailer\\r\\n\\r\\n"
      })
  void chunksThatFollowTheRulesAreTaken(String body) throws IOException {
    try (RawPeer peer = server.dial()) {
      String answer = peer.send(request("[api][chunked]" + body) + LAST).readAll();
      assertEquals(2, answers(answer, 200), answer);
    }
  }

  @Test
  void aBodyInSmallPiecesIsTaken() throws IOException {
    try (RawPeer peer = server.dial()) {
      String all =
          request("[api][chunked]1a;x=y\\r\\n{                        }\\r\\n0\\r\\n\\r\\n");
      for (int i = 0; i < all.length(); i++) {
        peer.send(all.substring(i, i + 1));
      }
      assertEquals(2, answers(peer.send(LAST).readAll(), 200));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "Close", "keep-alive, close"})
  void aConnectionEndsWhenItsPeerWantsIt(String value) throws IOException {
    try (RawPeer peer = server.dial()) {
      String request = "GET /health HTTP/1.1\r\nHost: x\r\nConnection: " + value + "\r\n\r\n";
      assertEquals(1, answers(peer.send(request + NEXT).readAll(), 200));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host: x\r\n", "", "Connection: keep-alive\r\nhost: x\r\n"})
  void theFirstVersionOfHttpIsAnsweredOnce(String headers) throws IOException {
    try (RawPeer peer = server.dial()) {
      peer.send("GET /health HTTP/1.0\r\n" + headers + "\r\n");
      assertEquals(1, answers(peer.readAll(), 200));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
  void aMethodIsWhatTheRequestLineSays(String header) throws IOException {
    try (RawPeer peer = server.dial()) {
      peer.send(
          "GET /api/info HTTP/1.1\r\nHost: x\r\nX-API-Key: k\r\n" + header + ": POST\r\n\r\n");
      assertEquals(1, answers(peer.send(LAST).readAll(), 405));
    }
  }

  @Test
  void anOriginThatIsAllowedIsLetIn() throws IOException {
    try (RawPeer peer = server.dial()) {
      peer.send(
          request(
              "GET /connection/websocket HTTP/1.1\\r\\n[host]Origin: https://good.example\\r\\n"
                  + "[websocket]\\r\\n"));
      assertTrue(peer.head().startsWith("HTTP/1.1 101 "));
    }
  }

  @Test
  void aBodyThatNobodyWantsEndsItsConnection() throws IOException {
    try (RawPeer peer = server.dial()) {
      peer.send(
          "POST /api/info HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n");
      byte[] part = new byte[64 * 1024];
      for (int i = 0; i < 64; i++) {
        peer.send(part);
      }
      assertEquals(1, answers(peer.readAll(), 401));
    }
  }

  @Test
  void randomBytesAndChangedRequestsAreSurvived() throws Exception {
    Random random = new Random(27);
    String model = request("[api]Accept: */*\\r\\n[chunked]2\\r\\n{}\\r\\n0\\r\\n\\r\\n") + LAST;
    for (int i = 0; i < 500; i++) {
      byte[] bytes = new byte[1 + random.nextInt(300)];
      random.nextBytes(bytes);
      if (i % 2 == 0) {
        bytes = model.getBytes(StandardCharsets.ISO_8859_1);
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
      }
      try (RawPeer peer = server.dial()) {
        peer.send(bytes);
        peer.socket.shutdownOutput();
        peer.readAll();
      }
      if (i % 50 == 0) {
        server.assertServes();
      }
    }
  }

  private static int answers(String all, int status) {
    return all.split("HTTP/1.1 " + status + " ", -1).length - 1;
  }
}
