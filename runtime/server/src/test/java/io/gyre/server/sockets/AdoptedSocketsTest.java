package io.gyre.server.sockets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.spi.transport.Encoding;
import io.gyre.spi.transport.Frame;
import io.gyre.spi.web.PingTimes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** WebSocket connections from the HTTP port to a shard, taken over and parked. */
@ParameterizedClass
@EnumSource
class AdoptedSocketsTest {
  @Parameter TestPort.Wire wire;
  private TestPort port;

  @BeforeEach
  void open() {
    port =
        new TestPort(
            wire,
            TestPort.config(false, Duration.ofSeconds(1)),
            new ConnectionLimits(2, 0, System::nanoTime, () -> {}),
            PingTimes.NEVER);
  }

  @AfterEach
  void close() {
    port.close();
  }

  @Test
  void answersTheHandshakeWithTheProofOfTheStandard() throws IOException {
    try (RawClient client = port.connect()) {
      client.write(RawClient.request("", "Sec-WebSocket-Protocol: x, centrifuge-protobuf"));
      String head = client.head();
      assertTrue(head.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"), head);
      assertTrue(head.contains("Sec-WebSocket-Protocol: centrifuge-protobuf\r\n"), head);
    }
  }

  @Test
  void servesAFrameThatCameInTheSamePacketAsTheHandshake() throws IOException {
    try (RawClient client = port.connect()) {
      client.write(RawClient.request(""), RawClient.text("early"), RawClient.text("bird"));
      client.head();
      assertEquals("early", client.read().text());
      assertEquals("bird", client.read().text());
    }
  }

  @Test
  void servesFramesThatFollowTheHandshakeAtOnce() throws IOException {
    for (int i = 0; i < 8; i++) {
      try (RawClient client = port.connect()) {
        client.write(RawClient.request(""));
        client.write(RawClient.text("first"));
        client.write(RawClient.text("second"));
        client.head();
        assertEquals("first", client.read().text());
        assertEquals("second", client.read().text());
        client.write(RawClient.close(1000));
        client.read();
        assertTrue(client.atEnd());
      }
    }
  }

  @Test
  void servesAClientThatIsSilentFirst() throws Exception {
    try (RawClient client = port.connect().open()) {
      EchoGateway.EchoSession session = port.gateway.opened.take();
      session.onShard(() -> {});
      client.write(RawClient.text("late"));
      assertEquals("late", client.read().text());
    }
  }

  @Test
  void sendsTextForJsonAndBinaryForProtobuf() throws Exception {
    try (RawClient json = port.connect().open()) {
      json.write(RawClient.text("a"));
      assertEquals(0x81, json.read().head());
      assertEquals(Encoding.JSON, port.gateway.opened.take().info.encoding());
    }
    try (RawClient protobuf = port.connect().open("?cf_protocol=protobuf")) {
      protobuf.write(RawClient.text("a"));
      assertEquals(0x82, protobuf.read().head());
      assertEquals(Encoding.PROTOBUF, port.gateway.opened.take().info.encoding());
    }
  }

  @Test
  void joinsFramesThatArriveByteByByte() throws IOException {
    try (RawClient client = port.connect().open()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(RawClient.frame(0x01, bytes("in ")));
      bytes.write(RawClient.frame(0x89, bytes("?")));
      bytes.write(RawClient.frame(0x80, bytes("pieces")));
      for (byte each : bytes.toByteArray()) {
        client.write(new byte[] {each});
      }
      RawClient.Received pong = client.read();
      assertEquals(0x8a, pong.head());
      assertEquals("?", pong.text());
      assertEquals("in pieces", client.read().text());
    }
  }

  @Test
  void keepsTheOrderOfTenThousandFrames() throws Exception {
    try (RawClient client = port.connect().open()) {
      Thread writer =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  for (int i = 0; i < 10_000; i++) {
                    client.write(RawClient.text("message " + i));
                  }
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      for (int i = 0; i < 10_000; i++) {
        assertEquals("message " + i, client.read().text());
      }
      writer.join();
    }
  }

  @Test
  void closesWithTheCodeAndReasonOfTheSession() throws Exception {
    try (RawClient client = port.connect().open()) {
      client.write(RawClient.text("before"), RawClient.text("close 3503 force disconnect"));
      assertEquals("before", client.read().text());
      assertEquals("3503 force disconnect", client.read().goodbye());
      client.write(RawClient.close(3503));
      assertTrue(client.atEnd());
    }
    assertTrue(port.gateway.closed.isEmpty(), "a session that closed by itself is not told");
  }

  @Test
  void hangsUpWithoutAWordWhenThePeerIsGone() throws Exception {
    try (RawClient client = port.connect().open()) {
      client.write(RawClient.text("close 3000 connection closed"));
      assertTrue(client.atEnd());
    }
  }

  @Test
  void answersACloseFrameAndTellsTheSession() throws Exception {
    try (RawClient client = port.connect().open()) {
      EchoGateway.EchoSession session = port.gateway.opened.take();
      client.write(RawClient.text("last"), RawClient.close(1001));
      assertEquals("last", client.read().text());
      assertEquals("1001", client.read().goodbye());
      assertTrue(client.atEnd());
      assertEquals(session, port.gateway.closed.poll(5, TimeUnit.SECONDS));
    }
  }

  @Test
  void tellsTheSessionWhenThePeerHangsUp() throws Exception {
    port.connect().open().close();
    assertEquals(port.gateway.opened.take(), port.gateway.closed.poll(5, TimeUnit.SECONDS));
  }

  @Test
  void tellsWhyWhenAFrameBreaksTheRules() throws Exception {
    try (RawClient client = port.connect().open()) {
      client.write(RawClient.frame(0xc1, new byte[2]));
      assertEquals("1002", client.read().goodbye());
      assertEquals(port.gateway.opened.take(), port.gateway.closed.poll(5, TimeUnit.SECONDS));
    }
  }

  @Test
  void deliversALargeBacklogToASlowReader() throws Exception {
    try (RawClient client = port.connect().open()) {
      client.write(RawClient.text("flood 4096"));
      for (int i = 0; i < 4096; i++) {
        assertEquals(1024, client.read().payload().length);
      }
    }
  }

  @Test
  void cutsAPeerThatTakesNothingAndServesTheOthers() throws Exception {
    try (RawClient stuck = port.connect().open()) {
      EchoGateway.EchoSession session = port.gateway.opened.take();
      try (RawClient other = port.connect().open()) {
        stuck.write(RawClient.text("flood 16384"));
        other.write(RawClient.text("still here"));
        assertEquals("still here", other.read().text());
        assertEquals(session, port.gateway.stalled.poll(30, TimeUnit.SECONDS));
      }
    }
  }

  @Test
  void stopsReadingWhileTheSessionAsksForIt() throws Exception {
    try (RawClient client = port.connect().open()) {
      EchoGateway.EchoSession session = port.gateway.opened.take();
      session.onShard(() -> session.connection.readable(false));
      session.onShard(() -> session.connection.send(new Frame(bytes("deaf"))));
      assertEquals("deaf", client.read().text());
      client.write(RawClient.text("unheard"));
      session.onShard(() -> session.connection.send(new Frame(bytes("still deaf"))));
      assertEquals("still deaf", client.read().text());
      session.onShard(() -> session.connection.readable(true));
      assertEquals("unheard", client.read().text());
    }
  }

  @Test
  void endsOnlyTheConnectionOfASessionThatThrows() throws Exception {
    try (RawClient bad = port.connect().open();
        RawClient good = port.connect().open()) {
      bad.write(RawClient.text("throw"));
      assertTrue(bad.atEnd());
      good.write(RawClient.text("fine"));
      assertEquals("fine", good.read().text());
    }
  }

  @Test
  void outlivesTheHttpServerOnlyIfTakenOver() throws Exception {
    try (RawClient client = port.connect().open()) {
      client.write(RawClient.text("before"));
      assertEquals("before", client.read().text());
      port.stopHttp();
      if (wire.takenOver()) {
        client.write(RawClient.text("after"));
        assertEquals("after", client.read().text());
      } else {
        assertEquals("3001 shutdown", client.read().goodbye());
        assertEquals(port.gateway.opened.take(), port.gateway.closed.poll(5, TimeUnit.SECONDS));
      }
    }
  }

  @Test
  void closesWithTheCodeOfAGatewayThatRefuses() throws Exception {
    port.gateway.refusing = true;
    try (RawClient client = port.connect().open()) {
      assertEquals("3001 shutdown", client.read().goodbye());
      assertTrue(client.atEnd());
    }
  }

  @Test
  void refusesConnectionsOverTheLimitUntilOneLeaves() throws Exception {
    try (RawClient first = port.connect().open();
        RawClient second = port.connect().open()) {
      try (RawClient third = port.connect()) {
        third.write(RawClient.request(""));
        assertTrue(third.head().startsWith("HTTP/1.1 503"));
      }
      first.write(RawClient.close(1000));
      first.read();
      assertTrue(first.atEnd());
      second.write(RawClient.text("x"));
      second.read();
    }
    assertFalse(port.limits.connections() > 2);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
