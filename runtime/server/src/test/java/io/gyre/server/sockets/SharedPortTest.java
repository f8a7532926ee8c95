package io.gyre.server.sockets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.core.meter.NodeMeters;
import io.gyre.server.sockets.EchoGateway.EchoSession;
import io.gyre.spi.transport.Frame;
import io.gyre.spi.web.PingTimes;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The WebSocket endpoint as seen through the HTTP port. */
class SharedPortTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @ParameterizedTest
  @CsvSource({
    "GET, /connection/websocket, 400",
    "POST, /connection/websocket, 400",
    "GET, /connection/websocket/, 404",
    "GET, /connection/websocket/x, 404",
    "GET, /nowhere, 404"
  })
  void answersRequestsThatAreNoHandshake(String method, String path, int status)
      throws IOException {
    try (TestPort port = new TestPort();
        RawClient client = port.connect()) {
      String text = method + " " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";
      client.write(text.getBytes(ISO_8859_1));
      assertEquals("HTTP/1.1 " + status, client.head().substring(0, 12));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Origin: https://evil.example, 403",
    "Sec-WebSocket-Version: 12, 400",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, 400",
    "Content-Length: 5, 400"
  })
  void refusesBadHandshakesAndHangsUp(String header, int status) throws IOException {
    try (TestPort port = new TestPort();
        RawClient client = port.connect()) {
      client.write(RawClient.request("", header));
      assertEquals("HTTP/1.1 " + status, client.head().substring(0, 12));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "WebSocket", "Websocket", "WEBSOCKET"})
  void readsTheProtocolInAnyCase(String protocol) throws IOException {
    try (TestPort port = new TestPort();
        RawClient client = port.connect()) {
      String request = new String(RawClient.request(""), ISO_8859_1);
      client.write(request.replace("Upgrade: websocket", "Upgrade: " + protocol).getBytes(UTF_8));
      assertTrue(client.head().startsWith("HTTP/1.1 101"));
    }
  }

  @Test
  void refusesTheFirstVersionOfHttp() throws IOException {
    try (TestPort port = new TestPort();
        RawClient client = port.connect()) {
      String request = new String(RawClient.request(""), ISO_8859_1);
      client.write(request.replace("HTTP/1.1", "HTTP/1.0").getBytes(UTF_8));
      assertThrows(IOException.class, () -> refuseUpgrade(client.head()));
    }
  }

  private static void refuseUpgrade(String head) throws IOException {
    if (!head.contains(" 101 ")) {
      throw new IOException(head);
    }
  }

  @Test
  void inflatesAndDeflatesIfBothSidesAgree() throws IOException, DataFormatException {
    try (TestPort port = new TestPort(TestPort.config(true, SECOND), PingTimes.NEVER);
        RawClient client =
            port.connect().open("", "Sec-WebSocket-Extensions: permessage-deflate")) {
      byte[] compressedHello = {(byte) 0xf2, 0x48, (byte) 0xcd, (byte) 0xc9, (byte) 0xc9, 0x07, 0};
      client.write(RawClient.frame(0xc1, compressedHello));
      RawClient.Received echo = client.read();
      assertEquals(0xc1, echo.head());
      Inflater inflater = new Inflater(true);
      inflater.setInput(echo.payload());
      byte[] text = new byte[5];
      assertEquals(5, inflater.inflate(text));
      inflater.end();
      assertArrayEquals("Hello".getBytes(UTF_8), text);
    }
  }

  @Test
  void pingsByFramesAndCutsAPeerThatStaysSilent() throws Exception {
    PingTimes pings = new PingTimes(Duration.ofMillis(100), Duration.ofMillis(300));
    try (TestPort port = new TestPort(TestPort.config(false, SECOND), pings);
        RawClient client = port.connect().open("?cf_ws_frame_ping_pong=true")) {
      EchoGateway.EchoSession session = port.gateway.opened.take();
      assertTrue(session.info.ownPing());
      for (int i = 0; i < 6; i++) {
        assertEquals(0x89, client.read().head());
        client.write(RawClient.frame(0x8a, new byte[0]));
      }
      assertTrue(port.gateway.closed.isEmpty());
      assertEquals(session, port.gateway.closed.poll(5, TimeUnit.SECONDS));
    }
  }

  @Test
  void answersAPingFloodWithoutHoldingMoreThanABound() throws Exception {
    try (TestPort port = new TestPort();
        RawClient client = port.connect().open()) {
      byte[] ping = RawClient.frame(0x89, new byte[125]);
      Thread flood =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  for (int i = 0; i < 20_000; i++) {
                    client.write(ping);
                  }
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      for (int i = 0; i < 20_000; i++) {
        assertEquals(0x8a, client.read().head());
      }
      flood.join();
    }
  }

  @Test
  void writesWhatWaitsAndSaysGoodbyeBeforeTheLoopsEnd() throws Exception {
    RawClient client;
    try (TestPort port = new TestPort()) {
      client = port.connect().open();
      EchoGateway.EchoSession session = port.gateway.opened.take();
      session.onShard(() -> session.receive("flood 100".getBytes(UTF_8)));
      session.onShard(() -> session.receive("close 3001 shutdown".getBytes(UTF_8)));
    }
    for (int i = 0; i < 100; i++) {
      assertEquals(1024, client.read().payload().length);
    }
    assertEquals("3001 shutdown", client.read().goodbye());
    client.close();
  }

  @Test
  void pushesOfOneTurnShareAMessageWhereThatIsWanted() throws Exception {
    try (TestPort port = new TestPort();
        RawClient client = port.connect().open("/joining")) {
      client.write(RawClient.text("{\"name\":\"silence\"}"));
      EchoSession session = port.gateway.opened.take();
      session.onShard(() -> {
        for (String push : List.of("{\"a\":1}", "{}", "{\"b\":2}")) {
          session.connection.send(new Frame(push.getBytes(UTF_8)));
        }
      });
      assertEquals("{\"a\":1}\n{}\n{\"b\":2}", new String(client.read().payload(), UTF_8));
    }
  }

  @Test
  void refusesTwoTransportsWithOneProtocolAtOnePath() {
    ConnectionLimits limits = new ConnectionLimits(0, 0, System::nanoTime, () -> {});
    ShardLoops loops = new ShardLoops(1, System::nanoTime, Duration.ZERO, new NodeMeters());
    AdoptedSockets sockets =
        new AdoptedSockets(loops, new EchoGateway(loops.shards()), Detach.never());
    SharedPort port = new SharedPort(HttpRouting.builder(), limits, sockets);
    port.upgrade("/x", new NoUpgrade());
    port.upgrade("/y", new NoUpgrade());
    assertThrows(IllegalArgumentException.class, () -> port.upgrade("/x", new NoUpgrade()));
  }
}
