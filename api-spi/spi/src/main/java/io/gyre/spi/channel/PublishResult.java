package io.gyre.spi.channel;

/**
 * Where a publication landed, or where the one landed that it repeats.
 *
 * @param position {@link StreamPosition#NONE} where no history is kept
 * @param outcome whether subscribers receive it
 */
public record PublishResult(StreamPosition position, Outcome outcome) {

  /** What became of a publication. */
  public enum Outcome {
    /** Sent to the subscribers and, where history is kept, appended. */
    ACCEPTED,
    /** Its idempotency key was known: not sent again. */
    DUPLICATE,
    /** Its version was not above the stream's: not sent. */
    STALE_VERSION
  }
}
