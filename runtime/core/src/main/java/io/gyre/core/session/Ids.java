package io.gyre.core.session;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes ids for clients and sessions. As thread-safe as its source of randomness. */
public final class Ids {
  private final RandomGenerator random;

  /** Draws from {@code random}; a server passes a secure one, because ids must be hard to guess. */
  public Ids(RandomGenerator random) {
    this.random = random;
  }

  /** A random UUID, version 4. */
  public String next() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }
}
