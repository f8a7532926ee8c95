package io.gyre.spi.channel;

import java.time.Duration;

/**
 * How to keep and deduplicate a publication.
 *
 * @param historySize how many publications the stream keeps; 0 keeps none
 * @param historyTtl how long the stream keeps them after the last one; zero keeps none
 * @param metaTtl how long the stream's position survives without publications; zero for ever
 * @param idempotencyKey a second publication with the key is answered like the first and not sent;
 *     empty for none
 * @param idempotencyTtl how long the key is remembered
 * @param version with history: a publication whose version is not above the last one's is dropped;
 *     0 for none. Unsigned.
 * @param versionEpoch versions of different epochs are not compared; empty compares with any
 * @param delta ask the broker to hand over the previous publication with this one
 */
public record PublishOptions(
    int historySize,
    Duration historyTtl,
    Duration metaTtl,
    String idempotencyKey,
    Duration idempotencyTtl,
    long version,
    String versionEpoch,
    boolean delta) {

  /** Keeps nothing, checks nothing. */
  public static final PublishOptions EPHEMERAL =
      new PublishOptions(0, Duration.ZERO, Duration.ZERO, "", Duration.ZERO, 0, "", false);

  /** Whether the publication goes into the stream. */
  public boolean keepsHistory() {
    return historySize > 0 && historyTtl.isPositive();
  }
}
