package io.gyre.core.recovery;

import io.gyre.spi.channel.StreamPosition;

/** Compares what arrives with where a subscription stands in its stream. Pure functions. */
public final class PositionCheck {
  /** What an arrival is to a subscription. */
  public enum Step {
    /** The one that follows: deliver it and move on. */
    NEXT,
    /** Delivered before: drop it. */
    SEEN,
    /** Not part of the stream: deliver it and stay. */
    UNNUMBERED,
    /**
     * Something is missing between, or the stream is another one: the subscription lost its state.
     */
    GAP
  }

  private PositionCheck() {}

  /**
   * Returns what an arrival means to a subscription.
   *
   * @param at the last position the subscription saw; an empty epoch accepts any
   * @param arrived the position of the arrival, offset 0 if it was not kept in history
   */
  public static Step step(StreamPosition at, StreamPosition arrived) {
    if (arrived.offset() == 0) {
      return Step.UNNUMBERED;
    }
    if (!sameEpoch(at.epoch(), arrived.epoch())) {
      return Step.GAP;
    }
    if (arrived.offset() == at.offset() + 1) {
      return Step.NEXT;
    }
    return Long.compareUnsigned(arrived.offset(), at.offset()) <= 0 ? Step.SEEN : Step.GAP;
  }

  /** Returns where a subscription stands after an arrival that was {@link Step#NEXT}. */
  public static StreamPosition moved(StreamPosition at, StreamPosition arrived) {
    return at.epoch().isEmpty() || arrived.epoch().equals(at.epoch())
        ? arrived
        : new StreamPosition(arrived.offset(), at.epoch());
  }

  /**
   * Says whether a subscription missed nothing, given the top of its stream read from the broker.
   *
   * @param at where the subscription stands
   * @param top the top read after that
   */
  public static boolean isUpToDate(StreamPosition at, StreamPosition top) {
    return sameEpoch(at.epoch(), top.epoch())
        && Long.compareUnsigned(at.offset(), top.offset()) >= 0;
  }

  static boolean sameEpoch(String known, String other) {
    return known.isEmpty() || other.isEmpty() || known.equals(other);
  }
}
