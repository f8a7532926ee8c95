package io.gyre.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.core.session.Replays.Purpose;
import io.gyre.spi.channel.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReplaysTest {
  private final Replays replays = new Replays();

  @Test
  void servesTheSameRunAsLongAsTheStreamEndsWhereItDid() {
    var first = run("a", "epoch", publications(5, 20, 10));
    assertSame(first, run("a", "epoch", publications(5, 20, 10)));
    assertEquals(offsets(12, 20), offsetsOf(run("a", "epoch", publications(12, 20, 10))));
    assertNotSame(first, run("a", "epoch", publications(5, 21, 10)));
  }

  @Test
  void servesNoRunOfAnotherStreamOrOneThatBeginsTooLate() {
    run("a", "epoch", publications(5, 20, 10));
    assertEquals(offsets(3, 20), offsetsOf(run("a", "epoch", publications(3, 20, 10))));
    var known = run("a", "epoch", publications(3, 20, 10));
    assertNotSame(known, run("a", "other", publications(3, 20, 10)));
    assertNotSame(known, run("b", "epoch", publications(3, 20, 10)));
  }

  @Test
  void keepsNoMoreThanItsBound() {
    for (int i = 0; i < 100; i++) {
      run("channel" + i, "epoch", publications(1, 20, 1000));
    }
    assertTrue(replays.bytes() > 500_000, () -> "kept " + replays.bytes());
    assertTrue(replays.bytes() <= 1024 * 1024, () -> "kept " + replays.bytes());
  }

  @Test
  void keepsNoRunThatWouldTakeTheRoomOfMany() {
    var large = run("a", "epoch", publications(1, 20, 100_000));
    assertEquals(20, large.size());
    assertEquals(0, replays.bytes());
  }

  @Test
  void servesPagesOfTheHistoryInEitherOrder() {
    var page = run(Purpose.HISTORY, publications(5, 20, 10));
    var reversed = run(Purpose.REVERSED, publications(5, 20, 10).reversed());
    assertSame(page, run(Purpose.HISTORY, publications(5, 20, 10)));
    assertSame(reversed, run(Purpose.REVERSED, publications(5, 20, 10).reversed()));
    assertEquals(offsets(5, 20).reversed(), offsetsOf(reversed));
    var tail = publications(5, 10, 10).reversed();
    assertEquals(offsets(5, 10).reversed(), offsetsOf(run(Purpose.REVERSED, tail)));
    var top = publications(15, 20, 10).reversed();
    assertEquals(offsets(15, 20).reversed(), offsetsOf(run(Purpose.REVERSED, top)));
  }

  @Test
  void servesWhatHasHolesAsItIs() {
    var list = new ArrayList<>(publications(5, 20, 10));
    run(Purpose.HISTORY, list);
    list.remove(3);
    list.remove(7);
    var expected = list.stream().map(Publication::offset).toList();
    for (int i = 0; i < 2; i++) {
      assertEquals(expected, offsetsOf(run(Purpose.HISTORY, list)));
      assertEquals(expected.reversed(), offsetsOf(run(Purpose.REVERSED, list.reversed())));
    }
  }

  private List<io.gyre.protocol.Publication> run(
      String channel, String epoch, List<Publication> list) {
    return replays.run(Purpose.RECOVERY, channel, epoch, list);
  }

  private List<io.gyre.protocol.Publication> run(Purpose purpose, List<Publication> list) {
    return replays.run(purpose, "a", "epoch", list);
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
