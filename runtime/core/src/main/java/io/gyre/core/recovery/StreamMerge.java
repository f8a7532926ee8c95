package io.gyre.core.recovery;

import io.gyre.spi.channel.StreamPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Joins what was read from history with what arrived while it was read. A publication is in the
 * history page, among the arrivals, or in both; the join holds each once and in order. Pure
 * functions.
 */
public final class StreamMerge {
  private StreamMerge() {}

  /** How the join came out. */
  public sealed interface Outcome<T> {
    /**
     * Nothing is missing.
     *
     * @param fresh the arrivals that history did not hold, in order
     * @param reached where the subscription stands after them
     */
    record Contiguous<T>(List<T> fresh, StreamPosition reached) implements Outcome<T> {
      /** Copies the list. */
      public Contiguous {
        fresh = List.copyOf(fresh);
      }
    }

    /**
     * Something is missing between history and the arrivals: read history again, or give the
     * subscription up.
     */
    record Gap<T>() implements Outcome<T> {}
  }

  /**
   * Joins arrivals to a stream that was read up to a position.
   *
   * @param read the position up to which history was read: the top of the page
   * @param arrived what the broker sent meanwhile, in the order it came
   * @param position tells the position of an arrival, offset 0 for one that is not kept in history
   */
  public static <T> Outcome<T> join(
      StreamPosition read, List<T> arrived, Function<T, StreamPosition> position) {
    StreamPosition reached = read;
    List<T> fresh = new ArrayList<>(arrived.size());
    for (T arrival : arrived) {
      StreamPosition next = position.apply(arrival);
      switch (PositionCheck.step(reached, next)) {
        case NEXT -> {
          fresh.add(arrival);
          reached = PositionCheck.moved(reached, next);
        }
        case UNNUMBERED -> fresh.add(arrival);
        case SEEN -> {
          // History held it already.
        }
        case GAP -> {
          return new Outcome.Gap<>();
        }
      }
    }
    return new Outcome.Contiguous<>(fresh, reached);
  }
}
