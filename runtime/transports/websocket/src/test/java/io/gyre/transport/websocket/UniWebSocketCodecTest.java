package io.gyre.transport.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.Frame;
import io.gyre.transport.websocket.UniWebSocketCodec.Options;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class UniWebSocketCodecTest {
  private static final int TEXT = Opcode.FIN | Opcode.TEXT;
  private static final byte[] NOTHING = {};
  private static final WireRules RULES = WireRules.plain(Opcode.TEXT, MessageLimits.of(0, 0));

  private static final Options SAYS_GOODBYE = new Options(true, false);

  @Test
  void theFirstMessageAsksToConnectAndTheOthersAreForgotten() {
    byte[] wire =
        ClientBytes.join(
            ClientBytes.frame(TEXT, "{\"token\":\"t\"}"), ClientBytes.frame(TEXT, "whatever"));
    assertEquals(
        List.of("frame {\"token\":\"t\"}"),
        RecordingPeer.outcomes(new UniWebSocketCodec(RULES, NOTHING, SAYS_GOODBYE), wire, 3));
  }

  @Test
  void theHandshakeMayBringTheRequest() {
    var codec = new UniWebSocketCodec(RULES, "{}".getBytes(StandardCharsets.UTF_8), SAYS_GOODBYE);
    RecordingPeer peer = new RecordingPeer();
    codec.opened(peer);
    codec.received(ByteBuffer.wrap(ClientBytes.frame(TEXT, "{\"token\":\"late\"}")), peer);
    assertEquals(List.of("frame {}"), peer.outcomes());
  }

  @Test
  void whatIsNoRequestIsABadOne() {
    byte[] wire = ClientBytes.frame(TEXT, "zzz");
    assertEquals(
        List.of("failed 3501 bad request"),
        RecordingPeer.outcomes(
            new UniWebSocketCodec(RULES, NOTHING, SAYS_GOODBYE), wire, wire.length));
  }

  @Test
  void anEndWithoutGoodbyeHasNoCloseFrame() {
    Disconnect disconnect = new Disconnect(3503, "force disconnect");
    assertArrayEquals(
        NOTHING,
        new UniWebSocketCodec(RULES, NOTHING, new Options(false, false)).farewell(disconnect));
    assertEquals(
        2 + 2 + 16,
        new UniWebSocketCodec(RULES, NOTHING, SAYS_GOODBYE).farewell(disconnect).length);
  }

  @Test
  void aQuietEndLeavesOutTheDisconnectPushAndNothingElse() {
    var quiet = new QuietEndFraming(new PlainFraming(Opcode.TEXT));
    assertEquals(0, wrapped(quiet, "{\"disconnect\":{\"code\":3503}}"));
    assertEquals(2 + 2, wrapped(quiet, "{}"));
    String other = "{\"pub\":{\"data\":{\"disconnect\":1}}}";
    assertEquals(2 + other.length(), wrapped(quiet, other));
  }

  @Test
  void pushesOfATurnAreLinesOfOneMessage() {
    var codec = new UniWebSocketCodec(RULES, NOTHING, new Options(true, true));
    codec.gathers(frame("{\"a\":1}"));
    codec.gathers(frame("{\"b\":2}"));
    assertEquals("{\"a\":1}\n{\"b\":2}", text(codec.gathered(), 2));
    assertEquals(0, codec.gathered().length);
    Frame alone = frame("{}");
    codec.gathers(alone);
    assertSame(alone.wire(RULES.framing()), codec.gathered());
  }

  @Test
  void messagesOfJoinedPushesAreNotEndless() {
    PushJoiner joiner = new PushJoiner(new PlainFraming(Opcode.TEXT));
    Frame large = frame("x".repeat(40_000));
    joiner.keep(large);
    joiner.keep(large);
    byte[] wire = large.wire(new PlainFraming(Opcode.TEXT));
    assertArrayEquals(ClientBytes.join(wire, wire), joiner.take());
  }

  @Test
  void aQuietEndIsNotJoined() {
    PushJoiner joiner = new PushJoiner(new QuietEndFraming(new PlainFraming(Opcode.TEXT)));
    joiner.keep(frame("{}"));
    joiner.keep(frame("{\"disconnect\":{\"code\":3503}}"));
    assertEquals("{}", text(joiner.take(), 2));
  }

  private static Frame frame(String text) {
    return new Frame(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] wire, int headerBytes) {
    return new String(wire, headerBytes, wire.length - headerBytes, StandardCharsets.UTF_8);
  }

  private static int wrapped(QuietEndFraming framing, String payload) {
    return framing.wrap(payload.getBytes(StandardCharsets.UTF_8)).length;
  }
}
