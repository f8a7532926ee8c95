package io.gyre.core.channel;

import java.util.Locale;

/** What subscribers of a channel receive. */
public enum SubscriptionType {
  /** Publications in order. */
  STREAM(0),
  /** Keys and their values. */
  MAP(1),
  /** A key for each client in the channel. */
  MAP_CLIENTS(2),
  /** A key for each user in the channel. */
  MAP_USERS(3),
  /** Keys whose values the back end is asked for. */
  SHARED_POLL(4);

  private final int wire;

  SubscriptionType(int wire) {
    this.wire = wire;
  }

  /**
   * Reads the configured word; empty means stream.
   *
   * @throws IllegalArgumentException the word names no type
   */
  public static SubscriptionType of(String word) {
    return word.isEmpty() ? STREAM : valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Whether a number of a subscribe command stands for a type. */
  public static boolean isKnown(int wire) {
    return wire >= STREAM.wire && wire <= SHARED_POLL.wire;
  }

  /** Returns the number that stands for the type in a subscribe command. */
  public int wire() {
    return wire;
  }
}
