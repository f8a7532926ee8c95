package io.gyre.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtobufCodecTest {
  private static final ProtobufEncoder PROTOBUF = ProtobufEncoder.INSTANCE;

  @Test
  void prefixesEachMessageWithItsLength() {
    assertHex("04 08 02 6a 00", PROTOBUF.reply(2, new RpcResult(Bytes.EMPTY)));
    assertHex("00", PROTOBUF.ping());
    assertHex("", PROTOBUF.barePing());
    assertHex("00 04 08 02 6a 00", PROTOBUF.join(List.of(PROTOBUF.ping(), hex("04 08 02 6a 00"))));
  }

  @Test
  void writesPushesInsideRepliesOrBare() {
    Push push = Publication.of("1".getBytes(UTF_8));
    assertHex("0a 22 08 12 01 61 22 03 22 01 31", PROTOBUF.push("a", push));
    assertHex("12 01 61 22 03 22 01 31", PROTOBUF.barePush("a", push));
  }

  @Test
  void carriesPayloadsThatAreNotJson() {
    byte[] data = hex("ff 00 fe");
    assertHex("0c 22 0a 12 01 61 22 05 22 03 ff 00 fe", PROTOBUF.push("a", Publication.of(data)));
  }

  @Test
  void tellsPongsFromUnknownCommands() {
    assertEquals(Command.Pong.INSTANCE, read("00"));
    assertEquals(new Command.Unknown(5), read("02 08 05"));
    assertEquals(new Command.Ping(5), read("04 08 05 5a 00"));
    assertEquals(new Command.Ping(5), read("04 5a 00 08 05"));
    assertEquals(new Command.Ping(5), read("08 08 05 a2 06 01 78 5a 00"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // empty frame
        "0a 08 05", // cut short
        "80 80 80 80 80 80 80 80 80 01", // a length of 2^63
        "ff ff ff ff 07 08", // a length of 2^31-1
        "ff ff ff ff ff ff ff ff ff ff 01", // eleven bytes of varint
        "02 08 80", // varint cut short
        "04 08 05 6a 05", // inner length beyond the message
        "03 08 05 63", // group
        "02 0a 00", // id of another type
        "05 08 05 68 01 00", // method of another type
        "02 00 00", // field number 0
        "09 08 05 42 05 0a 03 ff ff ff", // channel that is not UTF-8
      })
  void refusesMalformedFrames(String frame) {
    assertThrows(ProtocolException.class, () -> read(frame));
  }

  @Test
  void readsSeveralCommandsOfAFrame() {
    CommandReader reader = ProtobufDecoder.INSTANCE.commands(hex("00 04 08 05 5a 00"));
    assertTrue(reader.next());
    assertEquals(Command.Pong.INSTANCE, reader.read());
    assertTrue(reader.next());
    assertEquals(4, reader.length());
    assertEquals(new Command.Ping(5), reader.read());
    assertFalse(reader.next());
  }

  @Test
  void boundsTheDepthOfFilters() {
    byte[] filter = Bytes.EMPTY;
    for (int i = 0; i < 40; i++) {
      filter = delimited(0x32, filter);
    }
    byte[] command = delimited(0x2a, delimited(0x6a, filter));
    CommandReader reader =
        ProtobufDecoder.INSTANCE.commands(
            PROTOBUF.join(List.of(new byte[] {(byte) command.length}, command)));
    assertTrue(reader.next());
    assertThrows(ProtocolException.class, reader::read);
  }

  @Test
  void ofSeveralMethodsTheSameOneCountsWhereverItStands() {
    Command unsubscribe = new Command.Unsubscribe(1, "a");
    // id, then ping, send, rpc and unsubscribe; and the other way round
    assertEquals(unsubscribe, read("0d 0801 5a00 6200 6a00 3203 0a0161"));
    assertEquals(unsubscribe, read("0b 3203 0a0161 4200 5a00 0801"));
    // rpc before send, though its field comes later
    assertEquals("m", ((Command.Rpc) read("09 0801 6200 6a03 12016d")).method());
  }

  private static byte[] delimited(int tag, byte[] message) {
    return PROTOBUF.join(List.of(new byte[] {(byte) tag, (byte) message.length}, message));
  }

  private static Command read(String frame) {
    CommandReader reader = ProtobufDecoder.INSTANCE.commands(hex(frame));
    assertTrue(reader.next());
    return reader.read();
  }

  private static void assertHex(String expected, byte[] actual) {
    assertArrayEquals(hex(expected), actual, () -> HexFormat.ofDelimiter(" ").formatHex(actual));
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }
}
