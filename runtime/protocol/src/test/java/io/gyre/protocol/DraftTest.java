package io.gyre.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.spi.transport.Frame;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DraftTest {
  private static final int HEADER = 10;
  private static final Publication PUBLICATION =
      Publication.builder()
          .data("{\n\"a\":\r\n\"é\"}".getBytes(UTF_8))
          .offset(1)
          .epoch("e")
          .key("k")
          .build();
  private static final List<Encoder> ENCODERS =
      List.of(JsonEncoder.INSTANCE, ProtobufEncoder.INSTANCE);

  @Test
  void writesTheSameBytesWhereverItIsWanted() {
    for (Encoder encoder : ENCODERS) {
      for (boolean bare : new boolean[] {false, true}) {
        Frame.Content draft = encoder.draft("канал", PUBLICATION, bare);
        byte[] target = new byte[HEADER + draft.length() + HEADER];
        draft.writeTo(target, HEADER);
        byte[] expected =
            bare ? encoder.barePush("канал", PUBLICATION) : encoder.push("канал", PUBLICATION);
        assertArrayEquals(new byte[HEADER], Arrays.copyOf(target, HEADER));
        assertArrayEquals(expected, Arrays.copyOfRange(target, HEADER, HEADER + draft.length()));
        assertArrayEquals(
            new byte[HEADER], Arrays.copyOfRange(target, HEADER + draft.length(), target.length));
      }
    }
  }

  @Test
  void leavesOutLineBreaksOfJsonEachTimeItIsWritten() {
    Frame frame = new Frame(JsonEncoder.INSTANCE.draft("c", PUBLICATION, false));
    byte[] first = new byte[frame.length()];
    frame.writeTo(first, 0);
    assertEquals(
        "{\"push\":{\"channel\":\"c\",\"pub\":{\"data\":{\"a\":\"é\"},\"offset\":1,"
            + "\"key\":\"k\",\"epoch\":\"e\"}}}",
        new String(first, UTF_8));
    assertArrayEquals(first, frame.payload());
  }
}
