package io.gyre.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyReaderTest {
  private static final List<Encoder> ENCODERS =
      List.of(JsonEncoder.INSTANCE, ProtobufEncoder.INSTANCE);

  @Test
  void readsTheRepliesOfAJoinedFrameInOrder() {
    for (Encoder encoder : ENCODERS) {
      byte[] frame =
          encoder.join(
              List.of(
                  encoder.ping(),
                  encoder.error(7, 103, "permission denied", false),
                  encoder.push("", new DisconnectPush(3012, "no pong", true)),
                  encoder.reply(8, new PublishResult())));
      ReplyReader reader = reader(encoder, frame);
      assertEquals(Reply.Ping.INSTANCE, read(reader));
      assertEquals(
          new Reply.Answer(7, new ErrorReply(103, "permission denied", false)), read(reader));
      assertEquals(new Reply.Pushed("", new DisconnectPush(3012, "no pong", true)), read(reader));
      assertEquals(new Reply.Answer(8, new PublishResult()), read(reader));
      assertFalse(reader.next());
    }
  }

  @Test
  void refusesWhatNoServerSends() {
    for (String text : List.of("{\"id\":1,\"fly\":{}}", "{\"push\":{}}", "[]", "{} {}")) {
      ReplyReader reader = ReplyReader.json(text.getBytes(UTF_8));
      assertThrows(ProtocolException.class, () -> read(reader), text);
    }
  }

  private static ReplyReader reader(Encoder encoder, byte[] frame) {
    return encoder == JsonEncoder.INSTANCE ? ReplyReader.json(frame) : ReplyReader.protobuf(frame);
  }

  private static Reply read(ReplyReader reader) {
    assertTrue(reader.next());
    return reader.read();
  }
}
