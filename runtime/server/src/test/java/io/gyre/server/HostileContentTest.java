package io.gyre.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is well formed and means harm (F36 to F56); everybody else is served meanwhile. */
@Timeout(120)
class HostileContentTest {
  private static final String SECRET = "secret";

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
              token: {hmac_secret_key: secret}
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

  static Stream<Arguments> channels() {
    return Stream.of(
        Arguments.of("F36", "nowhere:x", 102),
        Arguments.of("F36", "../kept:x", 102),
        Arguments.of("F36", "*:x", 102),
        Arguments.of("F36", "KEPT:x", 102),
        Arguments.of("F36", "closed:x", 103),
        Arguments.of("F36", "$kept:x", 103),
        Arguments.of("F36", "$", 103),
        Arguments.of("F36", "closed:x#42", 103),
        Arguments.of("F36", "closed:x#42,43", 103),
        Arguments.of("F37", "slow:" + "a".repeat(200) + "!", 107));
  }

  @ParameterizedTest
  @MethodSource("channels")
  void aChannelThatIsNotForTheClientIsRefused(String row, String channel, int code)
      throws IOException {
    try (RawPeer peer = server.dial().upgrade()) {
      peer.text(
          "{\"id\":1,\"connect\":{}}\n{\"id\":2,\"subscribe\":{\"channel\":\"" + channel + "\"}}");
      peer.readUntil("{\"id\":2,\"error\":{\"code\":" + code + ",");
    }
  }

  /** F40: what a publisher sends does not end its line, frame or event, and stays what it is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\n1,\r\n\"b\":\r2}",
        "\"\u2028\u2029\"",
        "12345678901234567890",
        "1e400",
        "{\"event\":\"\\n\\ndata: forged\"}"
      })
  void whatIsPublishedStaysWithinItsFrame(String data) throws Exception {
    String line = data.replaceAll("[\r\n]", "");
    try (RawPeer socket = server.dial().subscribe("odd");
        RawPeer events = server.dial()) {
      events.send(
          "GET /connection/uni_sse?cf_connect=%7B%22subs%22:%7B%22odd%22:%7B%7D%7D%7D HTTP/1.1\r\n"
              + "Host: x\r\n\r\n");
      events.readUntil("\"subs\":");
      server.publish("odd", data);
      server.publish("odd", "\"end\"");
      String frames = socket.readUntil("\"end\"");
      String stream = events.readUntil("\"end\"");
      String bytes = new String(line.getBytes(UTF_8), ISO_8859_1);
      assertTrue(frames.contains("\"data\":" + bytes), frames);
      assertTrue(stream.contains("\"data\":" + bytes), stream);
      assertFalse(frames.contains("\ndata: forged"));
    }
  }

  /** F41: of text that is none nothing comes but its publisher's own error. */
  @Test
  void whatIsNoTextIsNotPublished() throws Exception {
    try (RawPeer socket = server.dial().subscribe("odd");
        RawPeer publisher = server.dial()) {
      String body = "{\"channel\":\"odd\",\"data\":\"\u00ff\u00fe\"}";
      publisher.send(api("publish", "X-API-Key: k\r\n", body));
      assertTrue(publisher.head().startsWith("HTTP/1.1 400 "));
      server.publish("odd", "\"end\"");
      assertFalse(socket.readUntil("\"end\"").contains("\u00ff"));
    }
  }

  private static String api(String method, String headers, String body) {
    return "POST /api/%s HTTP/1.1\r\nHost: x\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(method, headers, body.length(), body);
  }

  static Stream<Arguments> tokens() {
    String channels =
        IntStream.range(0, 3000)
            .mapToObj(i -> "\"kept:" + i + "\"")
            .collect(Collectors.joining(",", "{\"sub\":\"42\",\"channels\":[", "]}"));
    String deep = "{\"sub\":\"42\",\"meta\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
    return Stream.of(Arguments.of(channels, 3505), Arguments.of(deep, 3500));
  }

  /** F45. */
  @ParameterizedTest
  @MethodSource("tokens")
  void aTokenThatAsksForTooMuchIsRefused(String claims, int code) throws Exception {
    try (RawPeer peer = server.dial().upgrade()) {
      peer.text("{\"id\":1,\"connect\":{\"token\":\"" + signed(claims) + "\"}}");
      assertEquals(code, peer.closeCode());
    }
  }

  private static String signed(String claims) throws GeneralSecurityException {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String text =
        base64.encodeToString("{\"alg\":\"HS256\"}".getBytes(UTF_8))
            + "."
            + base64.encodeToString(claims.getBytes(UTF_8));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    return text + "." + base64.encodeToString(mac.doFinal(text.getBytes(UTF_8)));
  }

  /** F51: others know a client's id; its session is known to the client alone. */
  @Test
  void aClientsIdIsNoSession() throws Exception {
    try (RawPeer victim = server.dial()) {
      String connect = "{\"id\":1,\"connect\":{}}";
      victim.send(
          "POST /connection/http_stream HTTP/1.1\r\nHost: x\r\nContent-Length: "
              + connect.length()
              + "\r\n\r\n"
              + connect);
      String answer = victim.readUntil("\"session\":\"") + victim.readUntil("}}");
      String client = value(answer, "client");
      String node = value(answer, "node");
      assertFalse(answer.substring(answer.indexOf("\"session\":\"")).contains(client));
      for (String session : new String[] {client, "", "x".repeat(36), "*"}) {
        emulate(session, node);
      }
      emulate(client, "no-such-node");
      server.await("presence_stats", "{\"channel\":\"kept:stolen\"}", "\"num_clients\":0");
    }
  }

  private static String value(String json, String name) {
    String begin = "\"" + name + "\":\"";
    int at = json.indexOf(begin) + begin.length();
    return json.substring(at, json.indexOf('"', at));
  }

  private static void emulate(String session, String node) throws IOException {
    String data = "{\\\"id\\\":2,\\\"subscribe\\\":{\\\"channel\\\":\\\"kept:stolen\\\"}}";
    String body =
        "{\"session\":\"%s\",\"node\":\"%s\",\"data\":\"%s\"}".formatted(session, node, data);
    try (RawPeer thief = server.dial()) {
      thief.send(
          "POST /emulation HTTP/1.1\r\nHost: x\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body);
      assertFalse(thief.head().startsWith("HTTP/1.1 5"));
    }
  }

  static Stream<String> keys() {
    return Stream.of(
        "",
        "X-API-Key:\r\n",
        "X-API-Key: x\r\n",
        "X-API-Key: kk\r\n",
        "X-API-Key: K\r\n",
        "X-API-Key: " + "k".repeat(60_000) + "\r\n",
        "Authorization: apikey\r\n",
        "Authorization: apikey kk\r\n",
        "Authorization: Bearer k\r\n");
  }

  /** F54. */
  @ParameterizedTest
  @MethodSource("keys")
  void whoDoesNotHaveTheKeyIsRefused(String header) throws IOException {
    try (RawPeer peer = server.dial()) {
      assertTrue(peer.send(api("info", header, "{}")).head().startsWith("HTTP/1.1 401 "));
    }
  }

  /** F55. */
  @Test
  void aHundredMegabytesAreNotTaken() throws IOException {
    try (RawPeer peer = server.dial()) {
      peer.send(
          "POST /api/publish HTTP/1.1\r\nHost: x\r\nX-API-Key: k\r\n"
              + "Content-Length: 104857600\r\n\r\n{");
      assertTrue(peer.head().startsWith("HTTP/1.1 413 "));
    }
  }

  /** F55: all of it at once is one request, which is answered. */
  @ParameterizedTest
  @CsvSource({"batch, 20000", "broadcast, 50000"})
  void manyPublicationsInARequestAreAnswered(String method, int count) throws Exception {
    String body =
        method.equals("batch")
            ? repeated(
                count, "{\"commands\":[", "{\"publish\":{\"channel\":\"c\",\"data\":1}}", "]}")
            : repeated(count, "{\"data\":1,\"channels\":[", "\"c\"", "]}");
    assertTrue(server.call(method, body).body().length() > count);
  }

  private static String repeated(int count, String begin, String item, String end) {
    return begin + (item + ",").repeat(count - 1) + item + end;
  }

  /** F55. */
  @Test
  void aKeyOfAMegabyteIsNotRemembered() throws Exception {
    String key = "x".repeat(1024 * 1024);
    String body = "{\"channel\":\"kept:x\",\"data\":1,\"idempotency_key\":\"" + key + "\"}";
    String answer = server.call("publish", body).body();
    assertTrue(answer.contains("\"code\":107"), answer);
  }

  /** F56. */
  @Test
  void whatIsPublishedAgainWithItsKeyIsKeptOnce() throws Exception {
    for (int i = 0; i < 5; i++) {
      server.api("publish", "{\"channel\":\"kept:once\",\"data\":1,\"idempotency_key\":\"k\"}");
    }
    String history = server.api("history", "{\"channel\":\"kept:once\",\"limit\":10}");
    assertEquals(2, history.split("\"data\"", -1).length, history);
    assertTrue(history.contains("\"offset\":1"), history);
  }
}
