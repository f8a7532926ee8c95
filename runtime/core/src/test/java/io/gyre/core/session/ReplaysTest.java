package io.gyre.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.spi.channel.Publication;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReplaysTest {
  private final Replays replays = new Replays();

  @Test
  void servesTheSameRunAsLongAsTheStreamEndsWhereItDid() {
    var first = replays.run("a", "epoch", publications(5, 20, 10));
    assertSame(first, replays.run("a", "epoch", publications(5, 20, 10)));
    assertEquals(offsets(12, 20), offsetsOf(replays.run("a", "epoch", publications(12, 20, 10))));
    assertNotSame(first, replays.run("a", "epoch", publications(5, 21, 10)));
  }

  @Test
  void servesNoRunOfAnotherStreamOrOneThatBeginsTooLate() {
    replays.run("a", "epoch", publications(5, 20, 10));
    assertEquals(offsets(3, 20), offsetsOf(replays.run("a", "epoch", publications(3, 20, 10))));
    var known = replays.run("a", "epoch", publications(3, 20, 10));
    assertNotSame(known, replays.run("a", "other", publications(3, 20, 10)));
    assertNotSame(known, replays.run("b", "epoch", publications(3, 20, 10)));
  }

  @Test
  void keepsNoMoreThanItsBound() {
    for (int i = 0; i < 100; i++) {
      replays.run("channel" + i, "epoch", publications(1, 20, 1000));
    }
    assertTrue(replays.bytes() > 500_000, () -> "kept " + replays.bytes());
    assertTrue(replays.bytes() <= 1024 * 1024, () -> "kept " + replays.bytes());
  }

  @Test
  void keepsNoRunThatWouldTakeTheRoomOfMany() {
    var large = replays.run("a", "epoch", publications(1, 20, 100_000));
    assertEquals(20, large.size());
    assertEquals(0, replays.bytes());
  }

  private static List<Publication> publications(long first, long last, int size) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(offset -> new Publication(offset, new byte[size], null, Map.of(), 0))
        .toList();
  }

  private static List<Long> offsets(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  private static List<Long> offsetsOf(List<io.gyre.protocol.Publication> publications) {
    return publications.stream().map(io.gyre.protocol.Publication::offset).toList();
  }
}
