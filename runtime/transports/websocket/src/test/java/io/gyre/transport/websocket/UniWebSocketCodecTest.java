package io.gyre.transport.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.spi.error.Disconnect;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class UniWebSocketCodecTest {
  private static final int TEXT = Opcode.FIN | Opcode.TEXT;
  private static final byte[] NOTHING = {};
  private static final WireRules RULES = WireRules.plain(Opcode.TEXT, MessageLimits.of(0, 0));

  @Test
  void theFirstMessageAsksToConnectAndTheOthersAreForgotten() {
    byte[] wire =
        ClientBytes.join(
            ClientBytes.frame(TEXT, "{\"token\":\"t\"}"), ClientBytes.frame(TEXT, "whatever"));
    assertEquals(
        List.of("frame {\"token\":\"t\"}"),
        RecordingPeer.outcomes(new UniWebSocketCodec(RULES, NOTHING, true), wire, 3));
  }

  @Test
  void theHandshakeMayBringTheRequest() {
    var codec = new UniWebSocketCodec(RULES, "{}".getBytes(StandardCharsets.UTF_8), true);
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
        RecordingPeer.outcomes(new UniWebSocketCodec(RULES, NOTHING, true), wire, wire.length));
  }

  @Test
  void anEndWithoutGoodbyeHasNoCloseFrame() {
    Disconnect disconnect = new Disconnect(3503, "force disconnect");
    assertArrayEquals(NOTHING, new UniWebSocketCodec(RULES, NOTHING, false).farewell(disconnect));
    assertEquals(
        2 + 2 + 16, new UniWebSocketCodec(RULES, NOTHING, true).farewell(disconnect).length);
  }

  @Test
  void aQuietEndLeavesOutTheDisconnectPushAndNothingElse() {
    var quiet = new QuietEndFraming(new PlainFraming(Opcode.TEXT));
    assertEquals(0, wrapped(quiet, "{\"disconnect\":{\"code\":3503}}"));
    assertEquals(2 + 2, wrapped(quiet, "{}"));
    String other = "{\"pub\":{\"data\":{\"disconnect\":1}}}";
    assertEquals(2 + other.length(), wrapped(quiet, other));
  }

  private static int wrapped(QuietEndFraming framing, String payload) {
    return framing.wrap(payload.getBytes(StandardCharsets.UTF_8)).length;
  }
}
