package io.gyre.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.http.http2.Http2ErrorCode;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class Http2GuardTest {
  private static final int STREAMS_MAX = 20;
  private static final PeerTimes TIMES =
      new PeerTimes(Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofMinutes(1));
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch bodyEnded = new CountDownLatch(1);
  private final CountDownLatch peerGone = new CountDownLatch(1);
  private final CountDownLatch finish = new CountDownLatch(1);
  private WebServer server;
  private RawPeer peer;

  @BeforeEach
  void start() throws IOException {
    server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .shutdownHook(false)
            .protocolsDiscoverServices(false)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .addConnectionSelector(Http2Guard.connections(STREAMS_MAX, List.of(), TIMES))
            .routing(
                HttpRouting.builder()
                    .get("/hello", (request, response) -> response.send("hello"))
                    .get("/cookie", Http2GuardTest::cookie)
                    .get("/hang", this::hang)
                    .get("/fail", Http2GuardTest::fail)
                    .post("/body", this::body))
            .build()
            .start();
    peer = RawPeer.greeting(server.port());
  }

  @AfterEach
  void stop() throws IOException {
    finish.countDown();
    peer.close();
    server.stop();
  }

  private static void cookie(ServerRequest request, ServerResponse response) {
    response.send(
        request.headers().cookies().get("a")
            + request.headers().cookies().get("b")
            + request.authority());
  }

  private void hang(ServerRequest request, ServerResponse response) throws InterruptedException {
    RequestStream.current().orElseThrow().whenGone(peerGone::countDown);
    begun.countDown();
    finish.await();
    response.send("late");
  }

  private static void fail(ServerRequest request, ServerResponse response) throws IOException {
    var output = response.outputStream();
    output.write('x');
    output.flush();
    throw new IllegalStateException("in the middle of an answer");
  }

  private void body(ServerRequest request, ServerResponse response) throws IOException {
    begun.countDown();
    try {
      response.send(new String(request.content().inputStream().readAllBytes(), US_ASCII));
    } finally {
      bodyEnded.countDown();
    }
  }

  private void assertServes(int stream) throws IOException {
    peer.get(stream, "/hello");
    assertEquals("hello", peer.answer(stream));
  }

  private static int code(Http2ErrorCode code) {
    return code.code();
  }

  @Test
  void readsNamesOfPseudoFieldsThatAreWrittenOut() throws IOException {
    byte[] block =
        ("@\u0005:path\u0006/hello"
                + "@\u0007:method\u0003GET@\u0007:scheme\u0004http"
                + "@\n:authority\u0001a")
            .getBytes(US_ASCII);
    int flags = Frame.END_HEADERS | Frame.END_STREAM;
    peer.send(new Frame(Frame.HEADERS, flags, 1, block));
    assertEquals("hello", peer.answer(1));
    peer.send(new Frame(Frame.HEADERS, flags, 3, new byte[] {-63, -64, -65, -66}));
    assertEquals("hello", peer.answer(3));
  }

  @Test
  void readsBlocksInManyFrames() throws IOException {
    byte[] block =
        HpackWriter.block(RawPeer.request("GET", "/hello", new Field("x", "y".repeat(50_000))));
    peer.send(HeaderBlocks.frames(1, false, block));
    assertEquals("hello", peer.answer(1));
  }

  @Test
  void joinsTheCrumbsOfACookieAndTakesTheHostForTheAuthority() throws IOException {
    List<Field> fields =
        List.of(
            new Field(":method", "GET"),
            new Field(":scheme", "http"),
            new Field(":path", "/cookie"),
            new Field("cookie", "a=1"),
            new Field("host", "here"),
            new Field("cookie", "b=2"));
    peer.send(RawPeer.headers(1, fields, Frame.END_HEADERS | Frame.END_STREAM));
    assertEquals("12here", peer.answer(1));
  }

  @Test
  void answersFieldsThatAreTooLarge() throws IOException {
    // 60 bytes on the wire, 12,000 times: the table makes them 48 MB
    byte[] large = HpackWriter.block(RawPeer.request("GET", "/hello"));
    byte[] entry =
        ("@\u0001x\u007f\u0081\u001e" + "y".repeat(127 + 1 + 30 * 128)).getBytes(ISO_8859_1);
    byte[] bomb = new byte[large.length + entry.length + 12_000];
    System.arraycopy(large, 0, bomb, 0, large.length);
    System.arraycopy(entry, 0, bomb, large.length, entry.length);
    Arrays.fill(bomb, large.length + entry.length, bomb.length, (byte) 0xbe);
    peer.send(HeaderBlocks.frames(1, false, bomb));
    Frame answer = peer.expect(Frame.HEADERS, 1);
    assertEquals("431", new String(answer.payload(), 2, 3, US_ASCII));
    assertEquals(code(Http2ErrorCode.NO_ERROR), peer.expect(Frame.RST_STREAM, 1).number(0));
    assertServes(3);
  }

  static Stream<List<Field>> malformed() {
    List<Field> right = RawPeer.request("GET", "/hello");
    return Stream.of(
        RawPeer.request("GET", "/hello", new Field("X", "y")),
        RawPeer.request("GET", "/hello", new Field("x(y)", "z")),
        RawPeer.request("GET", "/hello", new Field("", "y")),
        RawPeer.request("GET", "/hello", new Field("x", "y\r\nz: 1")),
        RawPeer.request("GET", "/hello", new Field("x", "\u0000")),
        RawPeer.request("GET", "/hello", new Field("x", " y")),
        RawPeer.request("GET", "/hello", new Field("connection", "close")),
        RawPeer.request("GET", "/hello", new Field("transfer-encoding", "chunked")),
        RawPeer.request("GET", "/hello", new Field("te", "gzip")),
        RawPeer.request("GET", "/hello", new Field("host", "elsewhere")),
        RawPeer.request("GET", "/hello", new Field("content-length", "-1")),
        RawPeer.request(
            "GET", "/hello", new Field("content-length", "1"), new Field("content-length", "2")),
        RawPeer.request("GET", "/hello", new Field("x", "y"), new Field(":path", "/")),
        RawPeer.request("GET", "/hello", new Field(":path", "/hello")),
        RawPeer.request("GET", "/hello", new Field(":status", "200")),
        RawPeer.request("GET", "/hello", new Field(":protocol", "websocket")),
        RawPeer.request("G T", "/hello"),
        RawPeer.request("GET", ""),
        RawPeer.request("GET", "/hel\u0001lo"),
        right.subList(1, 4),
        right.subList(0, 2),
        List.of(new Field(":method", "CONNECT"), new Field(":authority", "elsewhere:80")));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void endsOnlyTheRequestThatIsMalformed(List<Field> fields) throws IOException {
    peer.send(RawPeer.headers(1, fields, Frame.END_HEADERS));
    assertEquals(code(Http2ErrorCode.PROTOCOL), peer.expect(Frame.RST_STREAM, 1).number(0));
    peer.data(1, "of no interest", Frame.END_STREAM);
    assertServes(3);
  }

  @ParameterizedTest
  @MethodSource("targets")
  void answersTargetsThatCannotBe(List<Field> fields) throws IOException {
    peer.send(RawPeer.headers(1, fields, Frame.END_HEADERS | Frame.END_STREAM));
    Frame answer = peer.expect(Frame.HEADERS, 1);
    assertEquals("400", new String(answer.payload(), 2, 3, US_ASCII));
    peer.expect(Frame.RST_STREAM, 1);
    assertServes(3);
  }

  static Stream<List<Field>> targets() {
    return Stream.of(
        RawPeer.request("GET", "hello"),
        RawPeer.request("GET", "*"),
        RawPeer.request("GET", "http://elsewhere/hello"),
        RawPeer.request("GET", "/%zz"),
        RawPeer.request("GET", "/a b"),
        RawPeer.request("GET", "/hello").subList(0, 3));
  }

  static Stream<Arguments> fatal() {
    byte[] four = new byte[4];
    return Stream.of(
        Arguments.of(new Frame(Frame.PUSH_PROMISE, 4, 1, four), Http2ErrorCode.PROTOCOL),
        Arguments.of(new Frame(Frame.CONTINUATION, 4, 1, four), Http2ErrorCode.PROTOCOL),
        Arguments.of(new Frame(Frame.DATA, 0, 0, four), Http2ErrorCode.PROTOCOL),
        Arguments.of(new Frame(Frame.DATA, 0, 5, four), Http2ErrorCode.PROTOCOL),
        Arguments.of(new Frame(Frame.DATA, 8, 1, new byte[] {9}), Http2ErrorCode.PROTOCOL),
        Arguments.of(new Frame(Frame.HEADERS, 4, 2, four), Http2ErrorCode.PROTOCOL),
        Arguments.of(new Frame(Frame.HEADERS, 12, 5, new byte[] {9}), Http2ErrorCode.PROTOCOL),
        Arguments.of(new Frame(Frame.HEADERS, 12, 5, new byte[0]), Http2ErrorCode.PROTOCOL),
        Arguments.of(new Frame(Frame.HEADERS, 4, 5, new byte[] {-1}), Http2ErrorCode.COMPRESSION),
        Arguments.of(Frame.ofNumber(Frame.WINDOW_UPDATE, 0, 0), Http2ErrorCode.PROTOCOL),
        Arguments.of(Frame.ofNumber(Frame.WINDOW_UPDATE, 1, 0), Http2ErrorCode.PROTOCOL),
        Arguments.of(
            Frame.ofNumber(Frame.WINDOW_UPDATE, 0, Integer.MAX_VALUE), Http2ErrorCode.FLOW_CONTROL),
        Arguments.of(Frame.ofNumber(Frame.RST_STREAM, 9, 8), Http2ErrorCode.PROTOCOL),
        Arguments.of(new Frame(Frame.RST_STREAM, 0, 1, new byte[3]), Http2ErrorCode.FRAME_SIZE),
        Arguments.of(new Frame(Frame.PING, 0, 0, four), Http2ErrorCode.FRAME_SIZE),
        Arguments.of(new Frame(Frame.PING, 0, 1, new byte[8]), Http2ErrorCode.PROTOCOL),
        Arguments.of(new Frame(Frame.SETTINGS, 0, 0, four), Http2ErrorCode.FRAME_SIZE),
        Arguments.of(new Frame(Frame.SETTINGS, 1, 0, new byte[6]), Http2ErrorCode.FRAME_SIZE),
        Arguments.of(
            new Frame(Frame.SETTINGS, 0, 0, new byte[] {0, 4, -1, 0, 0, 0}),
            Http2ErrorCode.FLOW_CONTROL),
        Arguments.of(
            new Frame(Frame.SETTINGS, 0, 0, new byte[] {0, 5, 0, 0, 0, 1}),
            Http2ErrorCode.PROTOCOL),
        Arguments.of(new Frame(Frame.GOAWAY, 0, 0, four), Http2ErrorCode.FRAME_SIZE),
        Arguments.of(new Frame(Frame.DATA, 0, 1, new byte[16_385]), Http2ErrorCode.FRAME_SIZE));
  }

  @ParameterizedTest
  @MethodSource("fatal")
  void endsTheConnectionAndSaysWhy(Frame frame, Http2ErrorCode reason) throws Exception {
    peer.begin(1, "/body");
    peer.send(frame);
    assertEquals(code(reason), peer.goneAway());
    assertTrue(bodyEnded.await(60, TimeUnit.SECONDS), "the handler waits for a body for ever");
  }

  @Test
  void wantsSettingsFirst() throws IOException {
    try (RawPeer other = new RawPeer(server.port())) {
      other.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
      other.send(new Frame(Frame.PING, 0, 0, new byte[8]));
      assertEquals(code(Http2ErrorCode.PROTOCOL), other.goneAway());
    }
  }

  @Test
  void boundsContinuationsWithoutBytes() throws IOException {
    peer.send(RawPeer.headers(1, RawPeer.request("GET", "/hello"), Frame.END_STREAM));
    peer.flood(new Frame(Frame.CONTINUATION, 0, 1, new byte[0]), 100_000);
    assertEquals(code(Http2ErrorCode.ENHANCE_YOUR_CALM), peer.goneAway());
  }

  @Test
  void boundsDataWithoutBytes() throws IOException {
    peer.begin(1, "/body");
    peer.flood(new Frame(Frame.DATA, 0, 1, new byte[0]), 100_000);
    assertEquals(code(Http2ErrorCode.ENHANCE_YOUR_CALM), peer.goneAway());
  }

  @Test
  void boundsRequestsThatAreTakenBack() throws IOException {
    for (int stream = 1; stream < 402; stream += 2) {
      peer.get(stream, "/hang");
      peer.send(Frame.ofNumber(Frame.RST_STREAM, stream, code(Http2ErrorCode.CANCEL)));
    }
    assertEquals(code(Http2ErrorCode.ENHANCE_YOUR_CALM), peer.goneAway());
  }

  @Test
  void boundsRequestsThatAreMalformed() throws IOException {
    Field wrong = new Field("X", "y");
    try {
      for (int stream = 1; stream < 4_000; stream += 2) {
        peer.get(stream, "/hello", wrong);
      }
    } catch (IOException enough) {
      // the server has closed
    }
    peer.goneAway(); // or cut, with what it sends still on its way
  }

  @Test
  void refusesMoreRequestsThanMayBeUnderWay() throws IOException {
    int stream = 1;
    for (; stream < 2 * STREAMS_MAX; stream += 2) {
      peer.begin(stream, "/body");
    }
    peer.get(stream, "/hello");
    Frame refused = peer.expect(Frame.RST_STREAM, stream);
    assertEquals(code(Http2ErrorCode.REFUSED_STREAM), refused.number(0));
    peer.data(1, "text", Frame.END_STREAM);
    assertEquals("text", peer.answer(1));
    assertServes(stream + 2);
  }

  @Test
  void tellsWhoServesARequestThatItWasTakenBack() throws Exception {
    peer.get(1, "/hang");
    peer.send(Frame.ofNumber(Frame.RST_STREAM, 1, code(Http2ErrorCode.CANCEL)));
    assertTrue(peerGone.await(60, TimeUnit.SECONDS));
    assertServes(3);
  }

  @Test
  void tellsWhoServesARequestThatItsPeerLeft() throws Exception {
    peer.get(1, "/hang");
    assertTrue(begun.await(60, TimeUnit.SECONDS));
    peer.close();
    assertTrue(peerGone.await(60, TimeUnit.SECONDS));
  }

  @Test
  void endsTheWaitForABodyWithTheConnection() throws Exception {
    peer.begin(1, "/body");
    peer.data(1, "half", 0);
    assertTrue(begun.await(60, TimeUnit.SECONDS));
    peer.close();
    assertTrue(bodyEnded.await(60, TimeUnit.SECONDS));
  }

  @Test
  void takesBackWhatIsOverAlready() throws IOException {
    assertServes(1);
    peer.begin(3, "/body");
    peer.send(Frame.ofNumber(Frame.RST_STREAM, 1, code(Http2ErrorCode.CANCEL)));
    peer.send(Frame.ofNumber(Frame.WINDOW_UPDATE, 1, 10));
    peer.data(3, "text", Frame.END_STREAM);
    assertEquals("text", peer.answer(3));
  }

  @Test
  void resetsAnAnswerThatNobodyWillFinish() throws IOException {
    peer.get(1, "/fail");
    peer.expect(Frame.HEADERS, 1);
    Frame frame = peer.next().orElseThrow();
    while (frame.type() == Frame.DATA && !frame.has(Frame.END_STREAM)) {
      frame = peer.next().orElseThrow();
    }
    assertEquals(1, frame.stream());
    assertServes(3);
  }

  @Test
  void answersAClientThatOpensNoMoreStreams() throws IOException {
    peer.begin(1, "/body");
    peer.send(new Frame(Frame.GOAWAY, 0, 0, new byte[8]));
    peer.data(1, "text", Frame.END_STREAM);
    assertEquals("text", peer.answer(1));
  }

  @Test
  void halfAFrameEndsInTime() throws IOException {
    assertServes(1);
    peer.send(new byte[] {0, 0, 4, 0});
    peer.assertCut();
  }

  @Test
  void aBlockThatNeverEndsEndsInTime() throws IOException {
    peer.send(RawPeer.headers(1, RawPeer.request("GET", "/hello"), Frame.END_STREAM));
    peer.assertCut();
  }

  @Test
  void silenceInsteadOfAPrefaceEndsInTime() throws IOException {
    try (RawPeer other = new RawPeer(server.port())) {
      other.assertCut();
    }
  }
}
