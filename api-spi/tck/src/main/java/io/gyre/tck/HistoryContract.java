package io.gyre.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.spi.channel.HistoryPage;
import io.gyre.spi.channel.HistoryQuery;
import io.gyre.spi.channel.Publication;
import io.gyre.spi.channel.PublishOptions;
import io.gyre.spi.channel.PublishResult;
import io.gyre.spi.channel.PublishResult.Outcome;
import io.gyre.spi.channel.StreamPosition;
import io.gyre.spi.engine.BrokerFeature;
import io.gyre.spi.engine.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every broker with {@link BrokerFeature#HISTORY} does, besides the {@link BrokerContract}.
 */
public abstract class HistoryContract extends BrokerContract {
  private static final int PUBLISHERS = 8;
  private static final int PUBLICATIONS_EACH = 50;

  /** Instances are made by JUnit. */
  protected HistoryContract() {}

  /**
   * The unit of all times that pass here, at most twenty units a test. A broker whose back end has
   * a clock of its own takes a few milliseconds, and {@link #advance} waits for them.
   */
  protected Duration tick() {
    return Duration.ofSeconds(1);
  }

  @Test
  final void numbersPublicationsFromOneInOneEpoch() {
    String channel = freshChannel();
    StreamPosition first = publish(channel, "1", Options.history(10)).position();
    StreamPosition second = publish(channel, "2", Options.history(10)).position();

    assertEquals(1, first.offset());
    assertFalse(first.epoch().isEmpty(), "an epoch names the stream");
    assertEquals(new StreamPosition(2, first.epoch()), second);
    List<Delivery> heard = context().channels().awaitDeliveries(channel, 2);
    assertEquals(List.of(first, second), heard.stream().map(Delivery::position).toList());
    assertEquals(List.of(1L, 2L), offsets(heard.stream().map(Delivery::publication).toList()));
    assertEquals(List.of(1L, 2L), offsets(all(channel)));
  }

  @Test
  final void tellsThePositionOfAChannelNeverUsed() {
    String channel = freshChannel();
    StreamPosition top = page(channel, null, 0, false).top();

    assertEquals(0, top.offset());
    assertFalse(top.epoch().isEmpty(), "an epoch names the stream");
    assertEquals(top, page(channel, null, -1, false).top());
    assertEquals(
        new StreamPosition(1, top.epoch()), publish(channel, "1", Options.history(5)).position());
  }

  @Test
  final void givesEachChannelAnEpochOfItsOwn() {
    assertNotEquals(
        publish(freshChannel(), "1", Options.history(5)).position().epoch(),
        publish(freshChannel(), "1", Options.history(5)).position().epoch());
  }

  @Test
  final void keepsNoMoreThanTheSizeOfTheHistory() {
    String channel = freshChannel();
    for (int i = 1; i <= 8; i++) {
      publish(channel, "" + i, Options.history(5));
    }
    assertEquals(List.of(4L, 5L, 6L, 7L, 8L), offsets(all(channel)));
    publish(channel, "9", Options.history(2));
    assertEquals(List.of(8L, 9L), offsets(all(channel)));
    publish(channel, "10", Options.history(4));
    publish(channel, "11", Options.history(4));
    publish(channel, "12", Options.history(4));
    assertEquals(List.of(9L, 10L, 11L, 12L), offsets(all(channel)));
  }

  @Test
  final void keepsWhatThePublisherSaid() {
    String channel = freshChannel();
    publish(channel, "{\"a\": 1}", Options.history(5));
    Publication kept = all(channel).getFirst();
    assertEquals(describe(publication("{\"a\": 1}")), describe(kept));
    Delivery heard = context().channels().awaitDeliveries(channel, 1).getFirst();
    assertEquals(kept.timeMillis(), heard.publication().timeMillis());
  }

  /** Offsets 2 to 6 of six publications are kept; -1 as offset is the largest unsigned one. */
  @ParameterizedTest
  @CsvSource({
    "none, 0, false, ''",
    "none, -1, false, 2 3 4 5 6",
    "none, 2, false, 2 3",
    "none, 100, false, 2 3 4 5 6",
    "0, -1, false, 2 3 4 5 6",
    "1, 10, false, 2 3 4 5 6",
    "3, 10, false, 4 5 6",
    "3, 1, false, 4",
    "3, 0, false, ''",
    "5, 10, false, 6",
    "6, 10, false, ''",
    "60, 10, false, ''",
    "-1, 10, false, ''",
    "9223372036854775807, 10, false, ''",
    "-9223372036854775808, 10, false, ''"
  })
  final void readsForwards(String since, int limit, boolean reverse, String expected) {
    assertPage(since, limit, reverse, expected);
  }

  /** Offsets 2 to 6 of six publications are kept. */
  @ParameterizedTest
  @CsvSource({
    "none, 0, true, ''",
    "none, -1, true, 6 5 4 3 2",
    "none, 3, true, 6 5 4",
    "none, 100, true, 6 5 4 3 2",
    "4, 10, true, 3 2",
    "4, 1, true, 3",
    "6, 2, true, 5 4",
    "2, 10, true, ''",
    "1, 10, true, ''",
    "0, 10, true, ''"
  })
  final void readsBackwardsIfItSaysSo(String since, int limit, boolean reverse, String expected) {
    if (broker().features().contains(BrokerFeature.REVERSE_HISTORY)) {
      assertPage(since, limit, reverse, expected);
    }
  }

  @Test
  final void doesNotCompareTheEpochOfThePosition() {
    String channel = freshChannel();
    publish(channel, "1", Options.history(5));
    StreamPosition top = publish(channel, "2", Options.history(5)).position();

    HistoryPage page = page(channel, new StreamPosition(1, "x".repeat(60_000)), 10, false);

    assertEquals(List.of(2L), offsets(page.publications()));
    assertEquals(top, page.top());
  }

  @Test
  final void renewsTheHistoryWithEachPublicationAndKeepsThePositionAfterItsEnd() {
    String channel = freshChannel();
    PublishOptions options = Options.history(5, ticks(10), ticks(1000));
    publish(channel, "1", options);
    advance(ticks(7));
    StreamPosition top = publish(channel, "2", options).position();
    advance(ticks(7));
    assertEquals(List.of(1L, 2L), offsets(all(channel)));
    advance(ticks(4));

    assertEquals(new HistoryPage(List.of(), top), page(channel, null, -1, false));
    assertEquals(new StreamPosition(3, top.epoch()), publish(channel, "3", options).position());
    assertEquals(List.of(3L), offsets(all(channel)));
  }

  @Test
  final void keepsThePositionAsLongAsThePublisherSaid() {
    String channel = freshChannel();
    PublishOptions options = Options.history(5, ticks(1), ticks(10));
    String epoch = publish(channel, "1", options).position().epoch();
    advance(ticks(8));
    assertEquals(new StreamPosition(2, epoch), publish(channel, "2", options).position());
    advance(ticks(8));
    assertEquals(new StreamPosition(3, epoch), publish(channel, "3", options).position());
  }

  @Test
  final void keepsThePositionAsLongAsTheReaderSaid() {
    String channel = freshChannel();
    PublishOptions options = Options.history(5, ticks(1), ticks(2));
    StreamPosition top = publish(channel, "1", options).position();
    page(channel, null, 0, false);
    advance(ticks(8));
    assertEquals(top, page(channel, null, 0, false).top());
  }

  @Test
  final void beginsANewStreamWhenThePositionIsForgotten() {
    String channel = freshChannel();
    PublishOptions options = Options.history(5, ticks(1), ticks(2));
    publish(channel, "1", options);
    String epoch = publish(channel, "2", options).position().epoch();
    advance(ticks(5));

    StreamPosition fresh = publish(channel, "3", options).position();

    assertEquals(1, fresh.offset());
    assertNotEquals(epoch, fresh.epoch());
    assertEquals(List.of(1L), offsets(all(channel)));
  }

  @Test
  final void forgetsPublicationsButNotThePositionWhenHistoryIsRemoved() {
    String channel = freshChannel();
    publish(channel, "1", Options.history(5));
    StreamPosition top = publish(channel, "2", Options.history(5)).position();

    broker().removeHistory(channel);
    broker().removeHistory(freshChannel());

    assertEquals(new HistoryPage(List.of(), top), page(channel, null, -1, false));
    assertEquals(
        new StreamPosition(3, top.epoch()), publish(channel, "3", Options.history(5)).position());
    assertEquals(List.of(3L), offsets(all(channel)));
  }

  @Test
  final void leavesTheStreamAloneWhenAPublicationSkipsIt() {
    String channel = freshChannel();
    StreamPosition top = publish(channel, "1", Options.history(5)).position();
    PublishResult skipped = publish(channel, "2", PublishOptions.EPHEMERAL);

    assertEquals(StreamPosition.NONE, skipped.position());
    assertEquals(
        0, context().channels().awaitDeliveries(channel, 2).getLast().publication().offset());
    assertEquals(List.of(1L), offsets(all(channel)));
    assertEquals(top, page(channel, null, 0, false).top());
  }

  @Test
  final void answersARepeatedKeyLikeTheFirstTimeIfItSaysSo() {
    if (!broker().features().contains(BrokerFeature.IDEMPOTENCY)) {
      return; // BrokerContract proves the absence
    }
    String channel = freshChannel();
    String other = freshChannel();
    PublishOptions keyed = Options.keyedHistory("key", ticks(10));
    PublishResult first = publish(channel, "1", keyed);
    for (int i = 0; i < 4; i++) {
      PublishResult repeated = publish(channel, "again", keyed);
      assertEquals(new PublishResult(first.position(), Outcome.DUPLICATE), repeated);
    }
    assertEquals(1, publish(other, "1", keyed).position().offset(), "keys belong to a channel");
    assertEquals(
        2, publish(channel, "2", Options.keyedHistory("key2", ticks(10))).position().offset());
    advance(ticks(12));
    assertEquals(Outcome.ACCEPTED, publish(channel, "3", keyed).outcome(), "keys are forgotten");
    assertEquals(List.of("1", "2", "3"), heard(channel, 3));
  }

  @Test
  final void dropsVersionsThatAreNotNewerIfItSaysSo() {
    boolean claims = broker().features().contains(BrokerFeature.VERSIONS);
    String channel = freshChannel();
    publish(channel, "5", Options.version(5, ""));
    PublishResult older = publish(channel, "4", Options.version(4, ""));
    assertEquals(claims ? Outcome.STALE_VERSION : Outcome.ACCEPTED, older.outcome());
    if (!claims) {
      return;
    }
    assertEquals(1, older.position().offset());
    assertEquals(Outcome.STALE_VERSION, outcome(channel, "5", Options.version(5, "")));
    assertEquals(Outcome.ACCEPTED, outcome(channel, "6", Options.version(6, "")));
    assertEquals(Outcome.ACCEPTED, outcome(channel, "none", Options.history(10)));
    assertEquals(Outcome.STALE_VERSION, outcome(channel, "6", Options.version(6, "")));
    assertEquals(Outcome.ACCEPTED, outcome(channel, "new 1", Options.version(1, "new")));
    assertEquals(Outcome.STALE_VERSION, outcome(channel, "new 1", Options.version(1, "new")));
    assertEquals(Outcome.ACCEPTED, outcome(channel, "largest", Options.version(-1, "new")));
    assertEquals(Outcome.STALE_VERSION, outcome(channel, "7", Options.version(7, "new")));

    assertEquals(List.of("5", "6", "none", "new 1", "largest"), heard(channel, 5));
    assertEquals(
        List.of(5L, 6L, 0L, 1L, -1L), all(channel).stream().map(Publication::version).toList());
  }

  @Test
  final void handsOverThePreviousPublicationIfItSaysSo() {
    boolean claims = broker().features().contains(BrokerFeature.DELTA);
    String channel = freshChannel();
    publish(channel, "1", Options.delta());
    publish(channel, "2", Options.delta());
    publish(channel, "3", Options.history(10));
    List<Delivery> heard = context().channels().awaitDeliveries(channel, 3);

    assertNull(heard.get(0).previous(), "nothing comes before the first");
    assertNull(heard.get(2).previous(), "nobody asked");
    if (claims) {
      assertTrue(heard.get(1).delta());
      Publication previous = heard.get(1).previous();
      assertNotNull(previous);
      assertEquals("1", text(previous.data()));
      assertEquals(1, previous.offset());
    } else {
      assertNull(heard.get(1).previous());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, PUBLISHERS * PUBLICATIONS_EACH})
  final void numbersWithoutGapsUnderManyPublishers(int size) throws InterruptedException {
    String channel = freshChannel();
    List<Thread> publishers = new ArrayList<>();
    for (int i = 0; i < PUBLISHERS; i++) {
      publishers.add(Thread.ofVirtual().unstarted(() -> publishMany(channel, size)));
    }
    publishers.forEach(Thread::start);
    for (Thread publisher : publishers) {
      publisher.join();
    }
    int total = PUBLISHERS * PUBLICATIONS_EACH;
    List<Delivery> heard = context().channels().awaitDeliveries(channel, total);
    for (int i = 0; i < total; i++) {
      assertEquals(i + 1, heard.get(i).publication().offset(), "offsets are heard in order");
    }
    List<Publication> kept = all(channel);
    assertEquals(size, kept.size());
    List<Delivery> newest = heard.subList(total - size, total);
    for (int i = 0; i < size; i++) {
      assertEquals(newest.get(i).publication().offset(), kept.get(i).offset());
      assertEquals(data(newest.get(i)), text(kept.get(i).data()));
    }
  }

  private void publishMany(String channel, int size) {
    for (int i = 0; i < PUBLICATIONS_EACH; i++) {
      publish(channel, Thread.currentThread().threadId() + "-" + i, Options.history(size));
    }
  }

  private void assertPage(String since, int limit, boolean reverse, String expected) {
    String channel = freshChannel();
    String epoch = "";
    for (int i = 1; i <= 6; i++) {
      epoch = publish(channel, "" + i, Options.history(5)).position().epoch();
    }
    StreamPosition from =
        since.equals("none") ? null : new StreamPosition(Long.parseLong(since), epoch);

    HistoryPage page = page(channel, from, limit, reverse);

    String found =
        String.join(
            " ", page.publications().stream().map(one -> Long.toString(one.offset())).toList());
    assertEquals(expected, found);
    assertEquals(new StreamPosition(6, epoch), page.top());
    page.publications().forEach(one -> assertEquals("" + one.offset(), text(one.data())));
  }

  private Duration ticks(int count) {
    return tick().multipliedBy(count);
  }

  private PublishResult publish(String channel, String text, PublishOptions options) {
    return broker().publish(channel, publication(text), options);
  }

  private Outcome outcome(String channel, String text, PublishOptions options) {
    return publish(channel, text, options).outcome();
  }

  private List<String> heard(String channel, int count) {
    // One more tells that nothing else was on its way.
    publish(channel, "end", PublishOptions.EPHEMERAL);
    List<String> heard =
        context().channels().awaitDeliveries(channel, count + 1).stream()
            .map(BrokerContract::data)
            .toList();
    assertEquals("end", heard.getLast());
    return heard.subList(0, heard.size() - 1);
  }

  private HistoryPage page(
      String channel, @Nullable StreamPosition since, int limit, boolean reverse) {
    return broker().history(channel, new HistoryQuery(since, limit, reverse, Options.META_TTL));
  }

  private List<Publication> all(String channel) {
    return page(channel, null, -1, false).publications();
  }

  private static List<Long> offsets(List<Publication> publications) {
    return publications.stream().map(Publication::offset).toList();
  }
}
