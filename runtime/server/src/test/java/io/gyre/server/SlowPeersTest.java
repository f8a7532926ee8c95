package io.gyre.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.server.config.HttpServerConfig;
import io.gyre.server.sockets.MaskedFrame;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that are slow, silent, greedy or gone (F1 to F14); everybody else is served meanwhile. */
@Timeout(120)
class SlowPeersTest {
  private static final String HANDSHAKE_BEGUN =
      "GET /connection/websocket HTTP/1.1\r\nHost: x\r\nX-Slow: ";
  private static final String BODY_BEGUN =
      "POST /api/info HTTP/1.1\r\nHost: x\r\nX-API-Key: k\r\nContent-Length: 1000\r\n\r\n{";
  private static final String EMULATION_BEGUN =
      "POST /emulation HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{";

  /** The frame by which the server takes stream 1 back. */
  private static final String RESET = "\0\0\4\3\0\0\0\0\1\0\0\0\b";

  private static final String BIG = "\"" + "x".repeat(30_000) + "\"";

  @TempDir Path scratch;
  private LiveServer server;
  private final List<RawPeer> peers = new ArrayList<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  private void start(String http, String client) throws Exception {
    server =
        LiveServer.start(
            scratch,
            "http_server: {"
                + http
                + "}\n"
                + "client: {allow_anonymous_connect_without_token: true, "
                + client
                + "}\n");
  }

  private RawPeer dial() throws IOException {
    RawPeer peer = server.dial();
    peers.add(peer);
    return peer;
  }

  @AfterEach
  void everybodyElseIsServed() throws Exception {
    timer.shutdownNow();
    server.assertServes();
    server.assertQuiet();
    RawPeer.closeAll(peers);
    server.close();
  }

  /** Writes a byte to each now and then until the test is over. */
  private void drip() {
    timer.scheduleWithFixedDelay(this::dripOnce, 50, 50, TimeUnit.MILLISECONDS);
  }

  private void dripOnce() {
    for (RawPeer peer : List.copyOf(peers)) {
      try {
        peer.send("x");
      } catch (IOException closed) {
        // as it should be, sooner or later
      }
    }
  }

  @Test
  void theTimesOfTheDefaultsAreShort() throws Exception {
    start("", "");
    HttpServerConfig http = server.config().httpServer();
    assertTrue(http.readHeaderTimeout().compareTo(Duration.ofSeconds(25)) < 0);
    assertTrue(http.readTimeout().compareTo(Duration.ofSeconds(45)) < 0);
    assertTrue(server.config().client().sessions().staleCloseDelay().toSeconds() < 25);
  }

  @Test
  void headersThatNeverEndAreNotWaitedFor() throws Exception {
    start("read_header_timeout: 1s", "");
    for (int i = 0; i < 200; i++) {
      dial().send(HANDSHAKE_BEGUN);
    }
    drip();
    for (RawPeer peer : peers) {
      assertEquals("", peer.readAll());
    }
  }

  @Test
  void silentSocketsAreClosed() throws Exception {
    start("read_header_timeout: 1s", "");
    for (int i = 0; i < 100; i++) {
      dial();
    }
    for (RawPeer peer : peers) {
      assertEquals("", peer.readAll());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {BODY_BEGUN, EMULATION_BEGUN})
  void bodiesThatNeverEndAreNotWaitedFor(String begun) throws Exception {
    start("read_timeout: 1s", "");
    for (int i = 0; i < 50; i++) {
      dial().send(begun);
    }
    drip();
    for (RawPeer peer : peers) {
      String answer = peer.readAll();
      assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 408 "), answer);
    }
  }

  @Test
  void bodiesThatNeverEndAreNotWaitedForOverHttp2() throws Exception {
    start("read_timeout: 1s, " + http2(), "");
    for (int i = 0; i < 50; i++) {
      dial().http2("/emulation", "{", true);
    }
    for (RawPeer peer : peers) {
      peer.readUntil(RESET);
    }
  }

  @Test
  void aStreamWhosePeerStopsToReadEndsOverHttp2() throws Exception {
    start("write_timeout: 1s, " + http2(), "");
    RawPeer slow = dial();
    stream(slow, "HTTP/2 /connection/uni_http_stream");
    server.await("presence_stats", "{\"channel\":\"greedy\"}", "\"num_clients\":1");
    for (int i = 0; i < 5; i++) {
      server.publish("greedy", BIG); // more than the window of the stream, less than its queue
    }
    server.await("presence_stats", "{\"channel\":\"greedy\"}", "\"num_clients\":0");
    assertTrue(slow.readAll().length() < 5 * BIG.length());
  }

  /** The public port speaks it in plain text only if there is another for the API. */
  private static String http2() throws IOException {
    return "h2c_external: true, internal_port: '" + StartedServer.freePort() + "'";
  }

  @Test
  void connectionsThatAreNotUsedAreClosed() throws Exception {
    start("idle_timeout: 1s", "");
    RawPeer peer = dial();
    assertTrue(
        peer.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n").readAll().startsWith("HTTP/1.1 200"));
  }

  @Test
  void clientsThatNeverConnectAreStale() throws Exception {
    start("", "stale_close_delay: 1s");
    RawPeer silent = dial().upgrade();
    RawPeer half = dial().upgrade().send(new byte[] {(byte) 0x81, (byte) 0xfe, 1});
    assertEquals(3502, silent.closeCode());
    assertEquals(3502, half.closeCode());
  }

  @Test
  void clientsThatDoNotAnswerPingsAreGivenUp() throws Exception {
    start("", "ping_interval: 1s, pong_timeout: 500ms");
    assertEquals(3012, dial().subscribe("news").closeCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "websocket",
        "POST /connection/http_stream",
        "POST /connection/sse",
        "POST /connection/uni_http_stream",
        "POST /connection/uni_sse",
        "HTTP/2 /connection/uni_sse"
      })
  void aSubscriberThatDoesNotReadCostsOnlyItself(String transport) throws Exception {
    start(http2(), "");
    RawPeer slow = dial();
    if (transport.equals("websocket")) {
      slow.subscribe("greedy");
    } else {
      stream(slow, transport);
    }
    server.await("presence_stats", "{\"channel\":\"greedy\"}", "\"num_clients\":1");
    for (int i = 0; i < 400; i++) {
      server.publish("greedy", BIG);
    }
    server.await("presence_stats", "{\"channel\":\"greedy\"}", "\"num_clients\":0");
    if (!transport.startsWith("HTTP/2 ")) { // there the connection outlives its streams
      assertTrue(slow.readAll().length() < 400 * BIG.length());
    }
  }

  /** Opens a stream that is subscribed; over the bidirectional ones by a command of its own. */
  private static void stream(RawPeer peer, String transport) throws IOException {
    boolean oneWay = transport.contains("/uni_");
    String subscribe = "{\"id\":2,\"subscribe\":{\"channel\":\"greedy\"}}";
    String body = oneWay ? "{\"subs\":{\"greedy\":{}}}" : "{\"id\":1,\"connect\":{}}\n" + subscribe;
    if (transport.startsWith("HTTP/2 ")) {
      peer.http2(transport.substring("HTTP/2 ".length()), body, false);
      return;
    }
    peer.send(
        transport + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
  }

  @Test
  void aFastSubscriberAmongSlowOnesGetsAllInOrder() throws Exception {
    start("", "queue_max_size: 10485760");
    for (int i = 0; i < 100; i++) {
      dial().subscribe("mixed");
    }
    RawPeer fast = dial().subscribe("mixed");
    for (int i = 0; i < 60; i++) {
      server.publish("mixed", "{\"n\":" + i + ",\"pad\":" + BIG + "}");
      assertTrue(fast.readUntil("\"n\":" + i + ",").length() > 0);
    }
  }

  @Test
  void placesOfPeersThatResetComeBack() throws Exception {
    start("", "connection_limit: 301");
    for (int i = 0; i < 1000; i++) {
      server.dial().reset();
    }
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 300; i++) {
        dial().subscribe("crowd");
      }
      assertRefused();
      for (RawPeer peer : peers) {
        peer.reset();
      }
      peers.clear();
      server.await("presence_stats", "{\"channel\":\"crowd\"}", "\"num_clients\":0");
    }
  }

  /** The innocent subscriber has the one place that the crowd leaves. */
  private void assertRefused() throws IOException {
    try (RawPeer one = server.dial()) {
      one.send(
          "GET /connection/websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
              + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
      assertTrue(one.readAll().startsWith("HTTP/1.1 503 "));
    }
  }

  @Test
  void aChannelTooManyIsRefused() throws Exception {
    start("", "");
    RawPeer peer = dial().subscribe("c0");
    for (int i = 1; i < 128; i++) {
      peer.text("{\"id\":" + (i + 10) + ",\"subscribe\":{\"channel\":\"c" + i + "\"}}");
    }
    peer.text("{\"id\":1000,\"subscribe\":{\"channel\":\"c128\"}}");
    String last = peer.readUntil("\"id\":1000,\"error\":{\"code\":106");
    assertFalse(last.contains("\"error\":{\"code\":1") && !last.endsWith("106"), last);
  }

  @Test
  void manySubscriptionsThatComeAndGoLeaveNothing() throws Exception {
    start("", "queue_max_size: 10485760");
    RawPeer peer = dial().subscribe("first");
    for (int i = 0; i < 2000; i++) {
      int id = 10 + 2 * i;
      peer.text(
          "{\"id\":"
              + id
              + ",\"subscribe\":{\"channel\":\"churn\"}}\n"
              + "{\"id\":"
              + (id + 1)
              + ",\"unsubscribe\":{\"channel\":\"churn\"}}");
      peer.readUntil("\"id\":" + (id + 1) + ",\"unsubscribe\"");
    }
    HttpResponse<String> channels = server.call("channels", "{}");
    assertFalse(channels.body().contains("churn"), channels.body());
  }

  @Test
  void aThousandCommandsInAFrameAreAnswered() throws Exception {
    start("", "queue_max_size: 10485760");
    RawPeer peer = dial().subscribe("first");
    StringBuilder frame = new StringBuilder();
    for (int i = 10; i < 1010; i++) {
      frame.append("{\"id\":").append(i).append(",\"presence\":{\"channel\":\"first\"}}\n");
    }
    peer.text(frame.toString());
    peer.readUntil("\"id\":1009,");
  }

  @Test
  void aFloodOfPingsWhoseAnswersNobodyReadsIsBounded() throws Exception {
    start("", "");
    RawPeer peer = dial().upgrade();
    byte[] ping = MaskedFrame.of(0x89, new byte[125]);
    ByteBuffer pings = ByteBuffer.allocate(100 * ping.length);
    while (pings.hasRemaining()) {
      pings.put(ping);
    }
    Thread sender =
        Thread.ofVirtual()
            .start(() -> {
              try {
                for (int i = 0; i < 1000; i++) {
                  peer.send(pings.array());
                }
              } catch (IOException cut) {
                // bounded, too
              }
            });
    server.assertServes();
    peer.reset();
    sender.join();
  }
}
