package io.gyre.core.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.core.recovery.PositionCheck.Step;
import io.gyre.spi.channel.HistoryPage;
import io.gyre.spi.channel.Publication;
import io.gyre.spi.channel.StreamPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecoveryTest {
  @Test
  void aStreamWithoutAHoleIsRecoveredFromThePositionOn() {
    Recovery.Result result = Recovery.byStream(at(1), page(4, 2, 3, 4), Recovery.ALL);
    assertTrue(result.recovered());
    assertEquals(List.of(2L, 3L, 4L), offsets(result));
    assertEquals(1, result.offset());
    assertEquals(at(4), result.reached());
  }

  @Test
  void anEmptyPositionRecoversTheWholeStream() {
    Recovery.Result result = Recovery.byStream(StreamPosition.NONE, page(2, 1, 2), Recovery.ALL);
    assertTrue(result.recovered());
    assertEquals(List.of(1L, 2L), offsets(result));
    assertEquals(0, result.offset());
  }

  @Test
  void nothingMissedIsRecoveredEvenWithoutHistory() {
    Recovery.Result result = Recovery.byStream(at(2), page(2), Recovery.ALL);
    assertTrue(result.recovered());
    assertEquals(List.of(), offsets(result));
    assertEquals(2, result.offset());
  }

  @Test
  void holesOtherEpochsAndOffsetsAheadAreNotRecovered() {
    assertNotRecovered(5, Recovery.byStream(at(1), page(5, 2, 3, 4), Recovery.ALL));
    assertNotRecovered(5, Recovery.byStream(at(1), page(5, 4, 5), Recovery.ALL));
    assertNotRecovered(5, Recovery.byStream(at(1), page(5, 2, 4, 5), Recovery.ALL));
    assertNotRecovered(2, Recovery.byStream(at(7), page(2), Recovery.ALL));
    assertNotRecovered(2, Recovery.byStream(at(1), page(2), Recovery.ALL));
    assertNotRecovered(
        2, Recovery.byStream(new StreamPosition(1, "wrong"), page(2, 2), Recovery.ALL));
  }

  @Test
  void aFilterHidesPublicationsButMakesNoHole() {
    Recovery.Result result = Recovery.byStream(at(0), page(3, 1, 2, 3), RecoveryTest::odd);
    assertTrue(result.recovered());
    assertEquals(List.of(1L, 3L), offsets(result));
    assertEquals(0, result.offset());
    Recovery.Result hidden = Recovery.byStream(at(1), page(2, 2), RecoveryTest::odd);
    assertTrue(hidden.recovered());
    assertEquals(List.of(), offsets(hidden));
    assertEquals(1, hidden.offset());
    assertEquals(at(2), hidden.reached());
  }

  @Test
  void cacheSendsTheLatestUnlessTheSubscriberHasIt() {
    Recovery.Result none = Recovery.byCache(StreamPosition.NONE, page(3, 3), null);
    assertTrue(none.recovered());
    assertEquals(List.of(3L), offsets(none));
    assertEquals(0, none.offset());
    Recovery.Result same = Recovery.byCache(at(3), page(3, 3), null);
    assertTrue(same.recovered());
    assertEquals(List.of(), offsets(same));
    assertEquals(3, same.offset());
    Recovery.Result other = Recovery.byCache(new StreamPosition(3, "other"), page(3, 3), null);
    assertTrue(other.recovered());
    assertEquals(List.of(3L), offsets(other));
    assertEquals(3, other.offset());
  }

  @Test
  void cacheWithoutTheLatestIsNotRecovered() {
    assertNotRecovered(0, Recovery.byCache(StreamPosition.NONE, page(0), null));
    assertNotRecovered(3, Recovery.byCache(at(1), page(3, 2), null));
  }

  @Test
  void cacheHasNothingForASubscriberAtTheTopWhateverIsKept() {
    for (Recovery.Result known :
        List.of(
            Recovery.byCache(at(3), page(3), null),
            Recovery.byCache(at(2), page(2, 2), RecoveryTest::odd))) {
      assertTrue(known.recovered());
      assertEquals(List.of(), offsets(known));
      assertEquals(known.reached().offset(), known.offset());
    }
  }

  @Test
  void cacheWithAFilterSendsTheNewestThatPasses() {
    Recovery.Result result =
        Recovery.byCache(StreamPosition.NONE, page(4, 4, 3, 2, 1), RecoveryTest::odd);
    assertTrue(result.recovered());
    assertEquals(List.of(3L), offsets(result));
    assertEquals(at(4), result.reached());
    assertNotRecovered(2, Recovery.byCache(StreamPosition.NONE, page(2, 2), RecoveryTest::odd));
  }

  @Test
  void stepsTellNextFromSeenAndGap() {
    assertEquals(Step.NEXT, PositionCheck.step(at(1), at(2)));
    assertEquals(Step.SEEN, PositionCheck.step(at(1), at(1)));
    assertEquals(Step.GAP, PositionCheck.step(at(1), at(3)));
    assertEquals(Step.GAP, PositionCheck.step(at(1), new StreamPosition(2, "other")));
    assertEquals(Step.GAP, PositionCheck.step(at(2), new StreamPosition(1, "other")));
    assertEquals(Step.NEXT, PositionCheck.step(StreamPosition.NONE, at(1)));
    assertEquals(Step.UNNUMBERED, PositionCheck.step(at(1), StreamPosition.NONE));
    assertEquals(at(1), PositionCheck.moved(StreamPosition.NONE, at(1)));
    assertEquals(at(2), PositionCheck.moved(at(1), new StreamPosition(2, "")));
    assertEquals(Step.NEXT, PositionCheck.step(at(Long.MAX_VALUE), at(Long.MIN_VALUE)));
    assertEquals(Step.SEEN, PositionCheck.step(at(Long.MIN_VALUE), at(Long.MAX_VALUE)));
  }

  @Test
  void aSubscriptionBehindTheTopIsNotUpToDate() {
    assertTrue(PositionCheck.isUpToDate(at(3), at(3)));
    assertTrue(PositionCheck.isUpToDate(at(4), at(3)));
    assertFalse(PositionCheck.isUpToDate(at(2), at(3)));
    assertFalse(PositionCheck.isUpToDate(at(3), new StreamPosition(3, "other")));
  }

  @Test
  void whateverTheTimingEachPublicationComesOnceAndInOrder() {
    Random random = new Random(20261121);
    for (int round = 0; round < 5000; round++) {
      int top = 1 + random.nextInt(20);
      int since = random.nextInt(top + 1);
      int read = since + random.nextInt(top - since + 1);
      // A publisher appends before it looks for subscribers, so arrivals start no later than behind
      // the page.
      int firstArrival = 1 + random.nextInt(read + 1);
      List<StreamPosition> arrivals = new ArrayList<>();
      for (long offset = firstArrival; offset <= top; offset++) {
        arrivals.add(at(offset));
        if (random.nextInt(4) == 0) {
          arrivals.add(at(1 + random.nextLong(offset)));
        }
      }
      Recovery.Result result =
          Recovery.byStream(
              at(since),
              page(read, LongStream.rangeClosed(since + 1, read).toArray()),
              Recovery.ALL);
      List<Long> seen = new ArrayList<>(offsets(result));
      StreamPosition reached = result.reached();
      for (StreamPosition arrival : arrivals) {
        Step step = PositionCheck.step(reached, arrival);
        if (step == Step.NEXT) {
          seen.add(arrival.offset());
          reached = PositionCheck.moved(reached, arrival);
        } else {
          assertEquals(Step.SEEN, step);
        }
      }
      assertEquals(at(top), reached);
      assertEquals(LongStream.rangeClosed(since + 1, top).boxed().toList(), seen);
    }
  }

  private static void assertNotRecovered(long top, Recovery.Result result) {
    assertFalse(result.recovered());
    assertEquals(List.of(), offsets(result));
    assertEquals(top, result.offset());
    assertEquals(at(top), result.reached());
  }

  private static boolean odd(Map<String, String> tags) {
    return "odd".equals(tags.get("t"));
  }

  private static List<Long> offsets(Recovery.Result result) {
    return result.publications().stream().map(Publication::offset).toList();
  }

  private static HistoryPage page(long top, long... offsets) {
    List<Publication> publications = new ArrayList<>();
    for (long offset : offsets) {
      Map<String, String> tags = Map.of("t", offset % 2 == 1 ? "odd" : "even");
      publications.add(new Publication(offset, new byte[0], null, tags, 0));
    }
    return new HistoryPage(publications, at(top));
  }

  private static StreamPosition at(long offset) {
    return new StreamPosition(offset, "abcd");
  }
}
