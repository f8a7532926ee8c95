package io.gyre.http2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.http.http2.Http2ErrorCode;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers that take longer than they may (F8, and F1 as far as responses go). */
@Timeout(120)
class SlowPeersTest {
  private static final PeerTimes TIMES =
      new PeerTimes(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofMillis(300));

  /** For requests that are answered before they are given up, however busy the machine is. */
  private static final PeerTimes PATIENT =
      new PeerTimes(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofMillis(300));

  private static final byte[] LARGE = new byte[64 * 1024 * 1024];

  private final CountDownLatch handled = new CountDownLatch(1);
  private final CountDownLatch finish = new CountDownLatch(1);
  private final AtomicInteger bodiesTaken = new AtomicInteger();
  private WebServer server;
  private RawPeer peer;

  private void start(PeerTimes times) throws IOException {
    server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .shutdownHook(false)
            .protocolsDiscoverServices(false)
            .addConnectionSelector(Http2Guard.connections(20, List.of(), times))
            .routing(
                HttpRouting.builder()
                    .get("/hello", (request, response) -> response.send("hello"))
                    .get("/stream", this::stream)
                    .get("/large", this::large)
                    .post("/deaf", (request, response) -> response.send("no"))
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

  private void body(ServerRequest request, ServerResponse response) throws IOException {
    try {
      request.content().inputStream().readAllBytes();
      bodiesTaken.incrementAndGet();
      response.send("taken");
    } finally {
      handled.countDown();
    }
  }

  private void large(ServerRequest request, ServerResponse response) {
    try {
      response.send(LARGE);
    } finally {
      handled.countDown();
    }
  }

  private void stream(ServerRequest request, ServerResponse response)
      throws IOException, InterruptedException {
    try (OutputStream out = response.outputStream()) {
      out.write('a');
      out.flush();
      finish.await();
      out.write('z');
    }
  }

  /** Ends only this request, and asks for a sign of life, which is given. */
  private void assertGivenUp(int stream) throws IOException {
    Frame reset = peer.expect(Frame.RST_STREAM, stream);
    assertEquals(Http2ErrorCode.CANCEL.code(), reset.number(0));
    Frame ping = peer.expect(Frame.PING, 0);
    peer.send(new Frame(Frame.PING, Frame.END_STREAM, 0, ping.payload()));
  }

  private void assertHandled() throws InterruptedException {
    assertTrue(handled.await(60, TimeUnit.SECONDS), "the handler waits for its peer for ever");
  }

  private void assertServes(int stream) throws IOException {
    peer.get(stream, "/hello");
    assertEquals("hello", peer.answer(stream));
  }

  private void windows(int ofStreams, int ofConnection) throws IOException {
    byte[] setting = new byte[6];
    setting[1] = 4;
    System.arraycopy(Frame.ofNumber(0, 0, ofStreams).payload(), 0, setting, 2, 4);
    peer.send(new Frame(Frame.SETTINGS, 0, 0, setting));
    if (ofConnection > 0) {
      peer.send(Frame.ofNumber(Frame.WINDOW_UPDATE, 0, ofConnection));
    }
  }

  /** Sends a frame now and then until the test is over. */
  private void drip(Frame frame) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            while (!finish.await(20, TimeUnit.MILLISECONDS)) {
              peer.send(frame);
            }
          } catch (IOException | InterruptedException over) {
            // so it is
          }
        });
  }

  @Test
  void aBodyThatStopsEndsItsRequestOnly() throws Exception {
    start(TIMES);
    peer.begin(1, "/body");
    peer.data(1, "half", 0);
    assertGivenUp(1);
    assertHandled();
    assertEquals(0, bodiesTaken.get());
    peer.data(1, "of no interest", Frame.END_STREAM);
  }

  @Test
  void aBodyThatDribblesEndsItsRequestOnly() throws Exception {
    start(TIMES);
    peer.begin(1, "/body");
    drip(new Frame(Frame.DATA, 0, 1, new byte[1]));
    assertGivenUp(1);
    assertHandled();
    assertEquals(0, bodiesTaken.get());
  }

  @Test
  void aBodyThatNobodyReadsEndsItsRequest() throws Exception {
    start(PATIENT);
    peer.begin(1, "/deaf");
    assertEquals("no", peer.answer(1));
    assertGivenUp(1);
    assertServes(3);
  }

  @Test
  void otherRequestsGoOnWhenOneIsGivenUp() throws Exception {
    start(PATIENT);
    peer.get(1, "/stream");
    peer.expect(Frame.HEADERS, 1);
    assertArrayEquals(new byte[] {'a'}, peer.expect(Frame.DATA, 1).payload());
    peer.begin(3, "/deaf");
    assertEquals("no", peer.answer(3));
    assertGivenUp(3); // longer than the stream may be silent, were it a request
    assertServes(5);
    finish.countDown();
    assertArrayEquals(new byte[] {'z'}, peer.expect(Frame.DATA, 1).payload());
  }

  @Test
  void aPeerThatGivesNoSignOfLifeIsCut() throws Exception {
    start(TIMES);
    peer.begin(1, "/body");
    peer.expect(Frame.RST_STREAM, 1);
    peer.expect(Frame.PING, 0);
    peer.assertCut();
    assertHandled();
  }

  @Test
  void anAnswerWhoseWindowStaysClosedIsGivenUp() throws Exception {
    start(TIMES);
    windows(10, 0);
    peer.get(1, "/large");
    peer.expect(Frame.HEADERS, 1);
    assertEquals(10, peer.expect(Frame.DATA, 1).payload().length);
    peer.expect(Frame.RST_STREAM, 1);
    assertHandled();
  }

  @Test
  void anAnswerWhoseWindowIsOpenedByteByByteIsGivenUp() throws Exception {
    start(TIMES);
    windows(10, 0);
    peer.get(1, "/large");
    drip(Frame.ofNumber(Frame.WINDOW_UPDATE, 1, 1));
    Frame frame = peer.expect(Frame.HEADERS, 1);
    while (frame.type() != Frame.RST_STREAM) {
      assertFalse(frame.has(Frame.END_STREAM));
      frame = peer.next().orElseThrow();
    }
    assertHandled();
  }

  @Test
  void aConnectionWhoseWindowIsOpenedByteByByteIsCut() throws Exception {
    start(TIMES);
    windows(Integer.MAX_VALUE, 0);
    peer.get(1, "/large");
    drip(Frame.ofNumber(Frame.WINDOW_UPDATE, 0, 1));
    while (peer.next().isPresent()) {
      // bytes of the answer, until it is cut
    }
    assertHandled();
  }

  @Test
  void aPeerThatReadsNothingIsCut() throws Exception {
    start(TIMES);
    windows(Integer.MAX_VALUE, 1 << 30);
    peer.get(1, "/large");
    assertHandled();
  }
}
