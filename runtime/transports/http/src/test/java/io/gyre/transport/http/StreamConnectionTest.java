package io.gyre.transport.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.Encoding;
import io.gyre.spi.transport.Frame;
import io.gyre.transport.http.StreamConnection.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamConnectionTest {
  private final StreamConnection connection =
      new StreamConnection(StreamKind.HTTP_STREAM.framing(Encoding.JSON));

  @Test
  void whatWaitsIsTakenAtOnceAndCounted() throws Exception {
    assertEquals(3, connection.send(frame("aa")));
    assertEquals(5, connection.send(frame("b")));
    assertEquals("aa\nb\n", text(connection.take()));
    assertEquals(2, connection.send(frame("c")));
  }

  @Test
  void theLastWordsAreTakenBeforeTheEnd() throws Exception {
    connection.send(frame("last"));
    connection.close(new Disconnect(3503, "force disconnect"));
    connection.finished();
    assertEquals(0, connection.send(frame("late")));
    assertEquals("last\n", text(connection.take()));
    assertArrayEquals(new byte[0], connection.take());
  }

  @Test
  void aPeerThatIsTooSlowGetsNothingMore() throws Exception {
    connection.send(frame("old"));
    connection.close(new Disconnect(3008, "slow"));
    connection.finished();
    assertArrayEquals(new byte[0], connection.take());
  }

  @Test
  void theFirstFrameOrTheRefusalIsTheVerdict() throws Exception {
    connection.send(frame("{}"));
    assertTrue(connection.awaitVerdict().isEmpty());
    connection.refused(109, "token expired");
    assertEquals(Optional.of(new Refusal(109, "token expired")), connection.awaitVerdict());
  }

  @Test
  void aThreadThatIsInterruptedWaitsNoLonger() {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, connection::take);
  }

  private static Frame frame(String text) {
    return new Frame(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
