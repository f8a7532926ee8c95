package io.gyre.transport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.gyre.spi.transport.Encoding;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StreamKindTest {

  @Test
  void everyMessageBecomesAnEvent() {
    assertEquals("data: {\"id\":1}\n\n", wrap(StreamKind.SSE, Encoding.JSON, "{\"id\":1}"));
    assertEquals(
        "data: {\"id\":1}\n\ndata: {}\n\n",
        wrap(StreamKind.UNI_SSE, Encoding.JSON, "{\"id\":1}\n{}"));
  }

  @Test
  void chunksHoldLinesOrMessagesThatTellTheirLength() {
    assertEquals("{}\n", wrap(StreamKind.HTTP_STREAM, Encoding.JSON, "{}"));
    assertEquals("{}\n", wrap(StreamKind.UNI_HTTP_STREAM, Encoding.JSON, "{}"));
    assertEquals("\2ab", wrap(StreamKind.HTTP_STREAM, Encoding.PROTOBUF, "\2ab"));
  }

  @Test
  void streamsOfAKindShareWhatIsWrapped() {
    for (StreamKind kind : StreamKind.values()) {
      assertSame(kind.framing(Encoding.JSON), kind.framing(Encoding.JSON));
    }
  }

  private static String wrap(StreamKind kind, Encoding encoding, String payload) {
    byte[] wire = kind.framing(encoding).wrap(payload.getBytes(StandardCharsets.UTF_8));
    return new String(wire, StandardCharsets.UTF_8);
  }
}
