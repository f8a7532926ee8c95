package io.gyre.core.hub;

/**
 * The shards on which a channel has subscribers, and what is on its way to them. A channel may fill
 * its own share only: whoever publishes in another finds room. Thread-safe; changed under the map's
 * lock.
 */
final class Audience extends Backlog {
  /** For each shard with subscribers. */
  static final long BYTES_MAX = 8L * 1024 * 1024;

  private volatile long shards;

  Audience() {
    super(BYTES_MAX);
  }

  /** The indexes of the shards, as bits. */
  long shards() {
    return shards;
  }

  /** Sets the shards. */
  Audience shards(long changed) {
    shards = changed;
    bytesMax(BYTES_MAX * Math.max(1, Long.bitCount(changed)));
    return this;
  }
}
