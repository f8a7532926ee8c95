package io.gyre.transport.websocket;

import static io.gyre.transport.websocket.ClientBytes.frame;
import static io.gyre.transport.websocket.ClientBytes.hex;
import static io.gyre.transport.websocket.ClientBytes.join;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.Frame;
import io.gyre.spi.transport.Framing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WebSocketCodecTest {
  private static final MessageLimits LIMITS = MessageLimits.of(65_536, 0);
  private static final WireRules TEXT = WireRules.plain(Opcode.TEXT, LIMITS);
  private static final Deflate DEFLATE = new Deflate(1);
  private static final WireRules DEFLATED = WireRules.deflated(Opcode.TEXT, LIMITS, DEFLATE, 0);

  static Stream<Arguments> plainWires() {
    return Stream.of(
        arguments("text", frame(0x81, "hello"), "frame hello"),
        arguments("binary", frame(0x82, "hello"), "frame hello"),
        arguments("empty text", frame(0x81, ""), "frame "),
        arguments("16 bit length", frame(0x81, "x".repeat(300)), "frame of 300"),
        arguments("largest message", frame(0x81, "x".repeat(65_536)), "frame of 65536"),
        arguments("non-minimal length", hex("81 fe 0001 00000000 61"), "frame a"),
        arguments("non-minimal 64 bit length", hex("81ff 0000000000000001 00000000 61"), "frame a"),
        arguments("ping", frame(0x89, "hi"), "reply 8a026869"),
        arguments("pong", frame(0x8a, "hi"), ""),
        arguments(
            "fragments", join(frame(0x01, "a"), frame(0x00, ""), frame(0x80, "b")), "frame ab"),
        arguments(
            "ping inside a message",
            join(frame(0x01, "a"), frame(0x89, "?"), frame(0x80, "b")),
            "reply 8a013f, frame ab"),
        arguments(
            "character cut by fragments",
            join(frame(0x01, hex("e282")), frame(0x80, hex("ac"))),
            "frame \u20ac"),
        // F20
        arguments("unmasked", hex("8101 61"), "failed 1002"),
        arguments("RSV1 without deflate", frame(0xc1, "a"), "failed 1002"),
        arguments("RSV2", frame(0xa1, "a"), "failed 1002"),
        arguments("RSV3", frame(0x91, "a"), "failed 1002"),
        arguments("opcode 3", frame(0x83, "a"), "failed 1002"),
        arguments("opcode 7", frame(0x87, "a"), "failed 1002"),
        arguments("opcode 11", frame(0x8b, "a"), "failed 1002"),
        arguments("opcode 15", frame(0x8f, "a"), "failed 1002"),
        arguments("fragmented ping", frame(0x09, "a"), "failed 1002"),
        arguments("ping of 126 bytes", frame(0x89, "x".repeat(126)), "failed 1002"),
        arguments("continuation of nothing", frame(0x80, "a"), "failed 1002"),
        arguments("text inside a message", join(frame(0x01, "a"), frame(0x81, "b")), "failed 1002"),
        // F21
        arguments("close", frame(0x88, hex("03e8")), "ended 880203e8"),
        arguments("close with reason", frame(0x88, hex("0bb8 627965")), "ended 88020bb8"),
        arguments("close without code", frame(0x88, ""), "ended 8800"),
        arguments("close with one byte", frame(0x88, "x"), "failed 1002"),
        arguments("close 999", frame(0x88, hex("03e7")), "failed 1002"),
        arguments("close 1005", frame(0x88, hex("03ed")), "failed 1002"),
        arguments("close 5000", frame(0x88, hex("1388")), "failed 1002"),
        arguments("close with bad reason", frame(0x88, hex("03e8 ff")), "failed 1007"),
        arguments("nothing after close", join(frame(0x88, ""), frame(0x81, "late")), "ended 8800"),
        // F22
        arguments("top bit of the length", hex("81ff 8000000000000001 00000000"), "failed 1002"),
        arguments("2^40 announced", hex("81ff 0000010000000000 00000000"), "failed 1009"),
        arguments("one byte too many", frame(0x81, "x".repeat(65_537)), "failed 1009"),
        arguments(
            "fragments over the limit",
            join(frame(0x01, "x".repeat(65_000)), frame(0x80, "x".repeat(537))),
            "failed 1009"),
        // F23
        arguments("stray byte", frame(0x81, hex("61ff")), "failed 1007"),
        arguments("overlong", frame(0x81, hex("c080")), "failed 1007"),
        arguments("overlong in three", frame(0x81, hex("e08080")), "failed 1007"),
        arguments("surrogate", frame(0x81, hex("eda080")), "failed 1007"),
        arguments("beyond U+10FFFF", frame(0x81, hex("f4908080")), "failed 1007"),
        arguments("cut character", frame(0x81, hex("e282")), "failed 1007"),
        arguments("binary need not be text", frame(0x82, hex("ff")), "frame \ufffd"),
        // F26
        arguments(
            "many empty continuations",
            join(frame(0x01, "a"), emptyContinuations(2000), frame(0x80, "b")),
            "frame ab"));
  }

  static Stream<Arguments> deflatedWires() {
    byte[] hello = DEFLATE.compress("hello hello hello".getBytes(StandardCharsets.UTF_8));
    byte[] bomb = DEFLATE.compress(new byte[655_361]);
    byte[] fits = DEFLATE.compress("x".repeat(655_360).getBytes(StandardCharsets.UTF_8));
    return Stream.of(
        arguments("compressed", frame(0xc1, hello), "frame hello hello hello"),
        arguments("not compressed", frame(0x81, "plain"), "frame plain"),
        arguments("final block", frame(0xc1, hex("cb48cdc9c90700")), "frame hello"),
        arguments(
            "compressed in fragments",
            join(
                frame(0x41, Arrays.copyOf(hello, 4)),
                frame(0x80, Arrays.copyOfRange(hello, 4, hello.length))),
            "frame hello hello hello"),
        arguments("exactly the limit", frame(0xc1, fits), "frame of 655360"),
        arguments("bad text", frame(0xc1, DEFLATE.compress(hex("ff"))), "failed 1007"),
        // F24
        arguments(
            "RSV1 on a continuation", join(frame(0x41, hello), frame(0xc0, "")), "failed 1002"),
        arguments("RSV1 on a close frame", frame(0xc8, hex("03e8")), "failed 1002"),
        arguments("garbage", frame(0xc1, hex("ffffffff")), "failed 1002"),
        // F25
        arguments("bomb", frame(0xc1, bomb), "failed 1009 too big after decompression"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plainWires")
  void judgesPlainFramesHoweverTheyAreCut(String name, byte[] wire, String expected) {
    for (int pieceBytes : new int[] {1, 2, 3, 7, 1024, wire.length}) {
      List<String> found =
          RecordingPeer.outcomes(new WebSocketCodec(TEXT), wire, Math.max(1, pieceBytes));
      assertEquals(expected, String.join(", ", found), name + " in pieces of " + pieceBytes);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deflatedWires")
  void judgesCompressedFramesHoweverTheyAreCut(String name, byte[] wire, String expected) {
    for (int pieceBytes : new int[] {1, 5, wire.length}) {
      List<String> found = RecordingPeer.outcomes(new WebSocketCodec(DEFLATED), wire, pieceBytes);
      assertEquals(expected, String.join(", ", found), name + " in pieces of " + pieceBytes);
    }
  }

  @Test
  void handsOverEveryByteOfLongMessagesInAnyCut() {
    Random random = new Random(7);
    byte[] payload = new byte[60_000];
    random.nextBytes(payload);
    byte[] wire = join(frame(0x02, payload), frame(0x80, Arrays.copyOf(payload, 3)));
    for (int round = 0; round < 50; round++) {
      WebSocketCodec codec = new WebSocketCodec(TEXT);
      RecordingPeer peer = new RecordingPeer();
      ByteBuffer rest = ByteBuffer.wrap(wire);
      while (rest.hasRemaining()) {
        int size = Math.min(rest.remaining(), 1 + random.nextInt(9000));
        codec.received(rest.slice(rest.position(), size), peer);
        rest.position(rest.position() + size);
      }
      assertArrayEquals(join(payload, Arrays.copyOf(payload, 3)), peer.frames().getFirst());
    }
  }

  @Test
  void holdsNoMoreThanWhatHasArrivedOfAnAnnouncedMessage() {
    WebSocketCodec codec = new WebSocketCodec(TEXT);
    RecordingPeer peer = new RecordingPeer();
    codec.received(ByteBuffer.wrap(hex("81fe fff0 00000000 61")), peer);
    assertTrue(codec.heldBytes() <= 1024, "held " + codec.heldBytes());
  }

  @Test
  void staysSilentWhenThePeerConfirmsOurGoodbye() {
    WebSocketCodec codec = new WebSocketCodec(TEXT);
    byte[] goodbye = codec.farewell(new Disconnect(3503, "force disconnect"));
    assertArrayEquals(
        join(hex("8812 0daf"), "force disconnect".getBytes(StandardCharsets.UTF_8)), goodbye);
    assertEquals(List.of("ended "), RecordingPeer.outcomes(codec, frame(0x88, hex("0daf")), 64));
  }

  @Test
  void cutsLongReasonsBetweenCharacters() {
    byte[] goodbye = FrameWriter.close(4000, "\u20ac".repeat(50));
    assertEquals(2 + 2 + 41 * 3, goodbye.length);
    assertTrue(Utf8.valid(goodbye, 4));
  }

  @Test
  void writesLengthsInTheShortestForm() {
    assertEquals(2 + 125, FrameWriter.frame(0x82, new byte[125], 125).length);
    assertEquals(4 + 126, FrameWriter.frame(0x82, new byte[126], 126).length);
    assertEquals(4 + 65_535, FrameWriter.frame(0x82, new byte[65_535], 65_535).length);
    assertEquals(10 + 65_536, FrameWriter.frame(0x82, new byte[65_536], 65_536).length);
  }

  @Test
  void framesMessagesThatWriteThemselvesLikeAnyOther() {
    for (int length : List.of(0, 125, 126, 65_535, 65_536)) {
      byte[] payload = new byte[length];
      Arrays.fill(payload, (byte) 'x');
      Frame written = new Frame(new SelfWritten(payload));
      for (WireRules rules : List.of(TEXT, DEFLATED)) {
        Framing framing = new WebSocketCodec(rules).framing();
        assertArrayEquals(framing.wrap(payload), written.wire(framing));
      }
    }
  }

  private record SelfWritten(byte[] payload) implements Frame.Content {
    @Override
    public int length() {
      return payload.length;
    }

    @Override
    public void writeTo(byte[] target, int from) {
      System.arraycopy(payload, 0, target, from, payload.length);
    }
  }

  @Test
  void compressesASharedFrameOnceForAllConnectionsOfANegotiation() {
    Frame frame = new Frame("publication publication publication".getBytes(StandardCharsets.UTF_8));
    byte[] first = frame.wire(new WebSocketCodec(DEFLATED).framing());
    assertSame(first, frame.wire(new WebSocketCodec(DEFLATED).framing()));
    assertEquals(0xc1, first[0] & 0xff);
  }

  @Test
  void leavesSmallMessagesUncompressed() {
    DeflatedFraming framing = new DeflatedFraming(Opcode.TEXT, DEFLATE, 10);
    assertEquals(0x81, framing.wrap(new byte[10])[0] & 0xff);
    assertEquals(0xc1, framing.wrap(new byte[11])[0] & 0xff);
  }

  private static byte[] emptyContinuations(int count) {
    byte[][] frames = new byte[count][];
    Arrays.fill(frames, frame(0x00, ""));
    return join(frames);
  }
}
