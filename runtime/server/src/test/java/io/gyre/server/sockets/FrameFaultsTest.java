package io.gyre.server.sockets;

import static io.gyre.server.sockets.Exchange.join;
import static io.gyre.server.sockets.FrameSuite.text;
import static io.gyre.server.sockets.RawClient.frame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.gyre.spi.web.PingTimes;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faulty and greedy frames over a socket: what the peer is told, and that others are served. */
@Timeout(120)
class FrameFaultsTest {
  private static final String DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate";
  private static final byte[] NOTHING = {};
  private static TestPort port;

  @BeforeAll
  static void open() {
    port = new TestPort(TestPort.config(true, Duration.ofSeconds(1)), PingTimes.NEVER);
  }

  @AfterAll
  static void close() {
    port.close();
  }

  static Stream<Exchange> faults() {
    byte[] hello = DeflateSuite.deflated(text("hello hello hello"));
    return Stream.of(
        new Exchange("F20 unmasked", hex("810161"), "close 1002"),
        new Exchange("F20 RSV2", frame(0xa1, text("a")), "close 1002"),
        new Exchange("F20 RSV3", frame(0x91, text("a")), "close 1002"),
        new Exchange("F20 opcode 3", frame(0x83, text("a")), "close 1002"),
        new Exchange("F20 opcode 7", frame(0x87, text("a")), "close 1002"),
        new Exchange("F20 opcode 11", frame(0x8b, text("a")), "close 1002"),
        new Exchange("F20 opcode 15", frame(0x8f, text("a")), "close 1002"),
        new Exchange("F20 fragmented ping", frame(0x09, text("a")), "close 1002"),
        new Exchange("F20 oversized ping", frame(0x89, new byte[126]), "close 1002"),
        new Exchange("F20 stray continuation", frame(0x80, text("a")), "close 1002"),
        new Exchange(
            "F20 text inside a message",
            join(frame(0x01, text("a")), frame(0x81, text("b"))),
            "close 1002"),
        new Exchange("F21 close with one byte", frame(0x88, text("x")), "close 1002"),
        new Exchange("F21 close 999", RawClient.close(999), "close 1002"),
        new Exchange("F21 close 1005", RawClient.close(1005), "close 1002"),
        new Exchange("F21 bad reason", FrameSuite.farewell(1000, hex("ff")), "close 1007"),
        new Exchange("F22 top bit", hex("81ff800000000000000100000000"), "close 1002"),
        new Exchange("F22 2^40 announced", hex("81ff000001000000000000000000"), "close 1009"),
        new Exchange("F22 64 KiB and 1", frame(0x81, new byte[65_537]), "close 1009"),
        new Exchange(
            "F22 fragments over the limit",
            join(frame(0x01, new byte[65_000]), frame(0x80, new byte[537])),
            "close 1009"),
        new Exchange("F23 invalid", frame(0x81, hex("61ff")), "close 1007"),
        new Exchange("F23 overlong", frame(0x81, hex("c0af")), "close 1007"),
        new Exchange(
            "F24 RSV1 on a continuation",
            join(frame(0x41, hello), frame(0xc0, NOTHING)),
            "close 1002"),
        new Exchange("F24 RSV1 on a close frame", frame(0xc8, hex("03e8")), "close 1002"),
        new Exchange("F24 garbage", frame(0xc1, hex("ffffffff")), "close 1002"),
        new Exchange("F25 bomb", bomb(60_000_000), "close 1009 too big after decompression"),
        new Exchange(
            "F26 ping inside a message",
            join(frame(0x01, text("a")), frame(0x89, text("?")), frame(0x80, text("b")), bye()),
            "pong ?, text ab, close 1000"),
        new Exchange(
            "F26 fragments of one byte",
            join(FrameSuite.cut(text("0123456789".repeat(500)), 1), bye()),
            Exchange.words(1, text("0123456789".repeat(500))) + ", close 1000"),
        new Exchange(
            "F26 length longer than needed",
            join(hex("81fe00010000000061"), bye()),
            "text a, close 1000"),
        new Exchange(
            "F26 200,000 empty continuations",
            join(frame(0x01, text("a")), times(200_000, frame(0x00, NOTHING))),
            "close 1008 too many empty frames"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void tellsThePeerAndServesTheOthers(Exchange fault) throws Exception {
    try (RawClient innocent = port.connect().open()) {
      RawClient peer = port.connect().open("", DEFLATE);
      assertEquals(fault.expected(), fault.over(peer, fault.wire().length));
      innocent.write(RawClient.text("still served"));
      assertEquals("still served", innocent.read().text());
    }
  }

  /** F12: the peer asks and never listens. What waits for it is bounded, and then it is cut. */
  @Test
  void cutsAPeerThatPingsAndDoesNotTakeThePongs() throws Exception {
    try (RawClient flooder = port.connect().open();
        RawClient innocent = port.connect().open()) {
      byte[] pings = times(1000, frame(0x89, new byte[125]));
      Thread flood =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  for (int i = 0; i < 100; i++) {
                    flooder.write(pings);
                  }
                } catch (IOException cut) {
                  // the server had enough of it
                }
              });
      for (int i = 0; i < 20; i++) {
        innocent.write(RawClient.text("message " + i));
        assertEquals("message " + i, innocent.read().text());
      }
      assertNotNull(port.gateway.closed.poll(30, TimeUnit.SECONDS), "the flooder is cut");
      flood.join();
    } finally {
      port.gateway.closed.clear();
    }
  }

  /** F12: pongs cost nothing but the reading. */
  @Test
  void servesAPeerThatSendsPongsOnly() throws Exception {
    try (RawClient peer = port.connect().open()) {
      byte[] pongs = times(1000, frame(0x8a, new byte[125]));
      for (int i = 0; i < 100; i++) {
        peer.write(pongs);
      }
      peer.write(RawClient.text("now"));
      assertEquals("now", peer.read().text());
    }
  }

  /** What waits for a peer counts as one sum, whether a session or the wire put it there. */
  @Test
  void countsControlFramesAmongWhatWaits() throws Exception {
    port.gateway.opened.clear();
    try (RawClient peer = port.connect().open()) {
      EchoGateway.EchoSession session = port.gateway.opened.take();
      peer.write(times(2, frame(0x89, new byte[125])), RawClient.text("x")); // one packet
      peer.read();
      peer.read();
      assertEquals("x", peer.read().text());
      assertEquals(2 * (2 + 125) + 2 + 1, session.waited);
    }
  }

  private static byte[] bomb(int bytes) {
    return frame(0xc1, DeflateSuite.deflated(new byte[bytes]));
  }

  private static byte[] bye() {
    return RawClient.close(1000);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static byte[] times(int count, byte[] frame) {
    byte[][] frames = new byte[count][];
    Arrays.fill(frames, frame);
    return join(frames);
  }
}
