package io.gyre.core.recovery;

import io.gyre.spi.channel.HistoryPage;
import io.gyre.spi.channel.HistoryQuery;
import io.gyre.spi.channel.Publication;
import io.gyre.spi.channel.StreamPosition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a returning subscriber gets. Pure functions: the caller asks the broker, and hands
 * in what it said.
 *
 * <p>Two ways: by stream everything since the position is sent or nothing; by cache only the latest
 * publication counts.
 */
public final class Recovery {
  /** Passes every publication: a subscriber without a filter. */
  public static final Predicate<Map<String, String>> ALL = tags -> true;

  private Recovery() {}

  /**
   * What the subscriber is told.
   *
   * @param recovered whether it has everything now
   * @param publications what it missed, in order; empty if not recovered
   * @param offset what the reply says: a subscriber that recovered starts from where it was, any
   *     other from the top
   * @param reached where live publications go on
   */
  public record Result(
      boolean recovered, List<Publication> publications, long offset, StreamPosition reached) {
    /** Copies the list. */
    public Result {
      publications = List.copyOf(publications);
    }
  }

  /** What to ask the broker for, to recover by stream. */
  public static HistoryQuery streamQuery(
      StreamPosition since, int publicationsMax, Duration metaTtl) {
    return new HistoryQuery(since, publicationsMax, false, metaTtl);
  }

  /**
   * What to ask the broker for, to recover by cache.
   *
   * @param filtered whether older publications are wanted, as the latest may not pass the filter
   */
  public static HistoryQuery cacheQuery(boolean filtered, int publicationsMax, Duration metaTtl) {
    return new HistoryQuery(null, filtered ? publicationsMax : 1, true, metaTtl);
  }

  /** What a subscriber is told that did not ask to recover. */
  public static Result fresh(StreamPosition top) {
    return new Result(false, List.of(), top.offset(), top);
  }

  /**
   * Recovers by stream: only if the page leads without a hole from the position to the top.
   *
   * @param since where the subscriber was; an empty epoch is not compared
   * @param page what the broker holds behind that position, oldest first
   * @param filter which of it the subscriber wants to see
   */
  public static Result byStream(
      StreamPosition since, HistoryPage page, Predicate<Map<String, String>> filter) {
    StreamPosition top = page.top();
    boolean sameStream = since.epoch().isEmpty() || since.epoch().equals(top.epoch());
    if (!sameStream || !isContiguous(since.offset(), page)) {
      return fresh(top);
    }
    List<Publication> wanted = filter.equals(ALL) ? page.publications() : wanted(page, filter);
    return new Result(true, wanted, since.offset(), top);
  }

  private static List<Publication> wanted(HistoryPage page, Predicate<Map<String, String>> filter) {
    return page.publications().stream()
        .filter(publication -> filter.test(publication.tags()))
        .toList();
  }

  private static boolean isContiguous(long since, HistoryPage page) {
    long offset = since;
    for (Publication publication : page.publications()) {
      offset++;
      if (publication.offset() != offset) {
        return false;
      }
    }
    return offset == page.top().offset();
  }

  /**
   * Recovers by cache: a subscriber that is at the top, or gets the latest publication, has all
   * that counts.
   *
   * @param since where the subscriber was; at the top it is not sent what it has
   * @param page what the broker holds, newest first
   * @param filter which publications the subscriber wants to see, null for all
   */
  public static Result byCache(
      StreamPosition since, HistoryPage page, @Nullable Predicate<Map<String, String>> filter) {
    StreamPosition top = page.top();
    if (since.offset() > 0 && since.equals(top)) {
      return new Result(true, List.of(), since.offset(), top);
    }
    List<Publication> kept = page.publications();
    if (kept.isEmpty() || kept.getFirst().offset() != top.offset()) {
      return fresh(top); // the latest one is gone
    }
    return kept.stream()
        .filter(publication -> filter == null || filter.test(publication.tags()))
        .findFirst()
        .map(newest -> new Result(true, List.of(newest), since.offset(), top))
        .orElseGet(() -> fresh(top));
  }
}
