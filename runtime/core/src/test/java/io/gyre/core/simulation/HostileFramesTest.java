package io.gyre.core.simulation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.core.session.PublishRequest;
import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.Connection;
import io.gyre.spi.transport.ConnectionInfo;
import io.gyre.spi.transport.Encoding;
import io.gyre.spi.transport.Frame;
import io.gyre.spi.transport.Session;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Frames that no honest client sends: the sender gets the code that says so, and an innocent
 * subscriber of the same shard keeps receiving.
 */
final class HostileFramesTest {
  private static final String CONNECT = "{\"id\":1,\"connect\":{}}";

  private final SimulatedNode node = new SimulatedNode(new SplittableRandom(1), 1, false);
  private final Peer innocent = new Peer(Encoding.JSON);

  /** One end of a connection, and what became of it. */
  private final class Peer implements Connection {
    private final List<byte[]> frames = new ArrayList<>();
    private final Session session;
    private int closedWith;

    Peer(Encoding encoding) {
      var info = new ConnectionInfo("sim", encoding, false, false, false, "sim", Map.of());
      this.session = node.node().open(this, info);
    }

    void says(String frame) {
      says(frame.getBytes(UTF_8));
    }

    void says(byte[] frame) {
      if (closedWith == 0) {
        node.onShard(session.shard(), () -> session.receive(frame));
        node.settle();
      }
    }

    /** The code it was closed with, or that of its last reply: 0 for no error. */
    String outcome() {
      String last = frames.isEmpty() ? "" : new String(frames.getLast(), UTF_8);
      int code = last.indexOf("\"error\":{\"code\":");
      if (closedWith != 0) {
        return Integer.toString(closedWith);
      }
      return code < 0 ? "0" : last.substring(code + 16, last.indexOf(',', code));
    }

    @Override
    public int send(Frame frame) {
      frames.add(frame.payload());
      return 0;
    }

    @Override
    public void close(Disconnect disconnect) {
      closedWith = disconnect.code();
    }

    @Override
    public void readable(boolean wanted) {
      // sends what it likes
    }
  }

  @BeforeEach
  void theInnocentSubscribes() {
    innocent.says(CONNECT);
    innocent.says("{\"id\":2,\"subscribe\":{\"channel\":\"s:0\"}}");
  }

  private void assertInnocentReceives() {
    int before = innocent.frames.size();
    byte[] data = "1".getBytes(UTF_8);
    node.node().publish("s:0", new PublishRequest(data, Map.of(), null, false, "", 0, "", false));
    node.settle();
    assertEquals("0", innocent.outcome());
    assertTrue(innocent.frames.size() > before, "nothing arrived");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":1,\"subscribe\":{\"channel\":\"s:0\"}}",
        "{\"connect\":{}}",
        "{\"id\":0,\"connect\":{}}",
        "{\"id\":\"x\",\"connect\":{}}",
        "{\"id\":4294967296,\"connect\":{}}",
        "{\"id\":-1,\"connect\":{}}",
        "{\"id\":1.5,\"connect\":{}}",
        "{\"id\":1e999,\"connect\":{}}",
        "{\"id\":1,\"connect\":{}",
        "nonsense",
        "null",
        "[]",
        "\ufeff{\"id\":1,\"connect\":{}}"
      })
  void aBadBeginningIsABadRequest(String frame) {
    Peer peer = new Peer(Encoding.JSON);
    peer.says(frame);
    assertEquals("3501", peer.outcome());
    assertInnocentReceives();
  }

  @Test
  void otherCharsetsAndEndlessNumbersAreABadRequest() {
    for (byte[] frame :
        List.of(
            CONNECT.getBytes(UTF_16),
            "{\"id\":1,\"connect\":{\"name\":\"\u00ff\"}}".getBytes(ISO_8859_1),
            ("{\"id\":" + "1".repeat(60_000) + ",\"connect\":{}}").getBytes(UTF_8))) {
      Peer peer = new Peer(Encoding.JSON);
      peer.says(frame);
      assertEquals("3501", peer.outcome());
    }
    assertInnocentReceives();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\":2,\"connect\":{}}|3501",
        "{\"id\":2,\"subscribe\":{\"channel\":\"\"}}|3501",
        "{\"id\":2,\"subscribe\":{\"channel\":\"nowhere:0\"}}|102",
        "{\"id\":2,\"subscribe\":{\"channel\":\"nowhere:0\"},\"subscribe\":{\"channel\":\"s:0\"}}|0",
        "{\"id\":2,\"subscribe\":{\"channel\":\"s:0\",\"type\":99}}|107",
        "{\"id\":2,\"subscribe\":{\"channel\":\"s:0\",\"phase\":-5}}|107",
        "{\"id\":2,\"subscribe\":{\"channel\":\"s:0\",\"limit\":-1}}|107",
        "{\"id\":2,\"subscribe\":{\"channel\":\"s:0\",\"type\":1}}|103",
        "{\"id\":2,\"subscribe\":{\"channel\":\"s:0\",\"recover\":true,\"offset\":18446744073709551616}}|3501",
        "{\"id\":2,\"subscribe\":{\"channel\":\"s:0\",\"recover\":true,\"offset\":-1}}|3501",
        "{\"id\":2,\"history\":{\"channel\":\"s:0\",\"limit\":1099511627776}}|3501",
        "{\"id\":2,\"nonsense\":{}}|3501",
      })
  void oddCommandsHaveTheirCode(String frame, String expected) {
    Peer peer = new Peer(Encoding.JSON);
    peer.says(CONNECT);
    peer.says(frame);
    assertEquals(expected, peer.outcome());
    assertInnocentReceives();
  }

  @Test
  void longChannelNamesAreRefusedAndDeepPayloadsOverflowNothing() {
    for (int length : List.of(256, 60_000)) {
      Peer peer = new Peer(Encoding.JSON);
      peer.says(CONNECT);
      peer.says("{\"id\":2,\"subscribe\":{\"channel\":\"s:" + "x".repeat(length) + "\"}}");
      assertEquals("107", peer.outcome());
    }
    Peer deep = new Peer(Encoding.JSON);
    deep.says(CONNECT);
    String data = "[".repeat(30_000) + "]".repeat(30_000);
    deep.says("{\"id\":2,\"publish\":{\"channel\":\"s:0\",\"data\":" + data + "}}");
    assertTrue(List.of("0", "3501").contains(deep.outcome()), deep.outcome());
    assertInnocentReceives();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7f", // longer than the frame
        "ffffffff07", // 2^31 - 1
        "80808080808080808001", // 2^63
        "ffffffffffffffffffff01", // eleven bytes
        "0508012205", // an inner length beyond its message
        "0c22ffffffffffffffffff010801", // an inner length of 2^64 - 1
        "0309ffff", // a fixed number where a varint is due, cut short
        "020801" // a command without a method
      })
  void protobufLengthsThatLieAreABadRequest(String frame) {
    Peer peer = new Peer(Encoding.PROTOBUF);
    peer.says(HexFormat.of().parseHex(frame));
    assertEquals("3501", peer.outcome());
    assertInnocentReceives();
  }

  @Test
  void nestedProtobufGroupsAreABadRequest() {
    Peer peer = new Peer(Encoding.PROTOBUF);
    byte[] groups = new byte[20_003];
    Arrays.fill(groups, (byte) 0x7b); // begins group 15
    groups[0] = (byte) 0xa0;
    groups[1] = (byte) 0x9c;
    groups[2] = 0x01; // 20,000 bytes follow
    peer.says(groups);
    assertEquals("3501", peer.outcome());
    assertInnocentReceives();
  }
}
