package io.gyre.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gyre.spi.channel.PublishOptions;
import io.gyre.spi.consumer.CommandRejected;
import io.gyre.spi.error.ClientErrorException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiSinkTest {
  private final FakeNode node = new FakeNode();
  private final ApiSink sink =
      new ApiSink(
          new ApiService(node, Extensions.NONE, new SilentLogger()),
          new ApiMeters(new CountingMeters(), "consumer"),
          new ApiLimits(1 << 20, 300, 300));

  @Test
  void carriesOutACommand() throws Exception {
    sink.apply("publish", FakeNode.bytes("{\"channel\":\"x\",\"data\":1}"));

    assertEquals(List.of("publish x 1"), node.calls);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "publish|zzz",
        "publish|{}",
        "nope|{}",
        "publish|{\"channel\":\"none:x\",\"data\":1}"
      })
  void rejectsWhatCanNeverSucceed(String method, String payload) {
    assertThrows(CommandRejected.class, () -> sink.apply(method, FakeNode.bytes(payload)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "publish|{\"channel\":\"broken:x\",\"data\":1}",
        "broadcast|{\"channels\":[\"x\",\"broken:x\"],\"data\":1}",
        "batch|{\"commands\":[{\"broadcast\":{\"channels\":[\"broken:x\"],\"data\":1}}]}"
      })
  void wantsWhatMayPassTriedAgain(String method, String payload) {
    assertThrows(ClientErrorException.class, () -> sink.apply(method, FakeNode.bytes(payload)));
  }

  @Test
  void publishesIntoEachChannel() throws Exception {
    PublishOptions options =
        new PublishOptions(0, Duration.ZERO, Duration.ZERO, "k", Duration.ZERO, 3, "e", true);
    sink.publish(List.of("a", "b"), FakeNode.bytes("1"), options);

    assertEquals(List.of("publish a 1", "publish b 1"), node.calls);
    assertEquals("k", node.published.getLast().idempotencyKey());
    assertEquals(3, node.published.getLast().version());
  }
}
