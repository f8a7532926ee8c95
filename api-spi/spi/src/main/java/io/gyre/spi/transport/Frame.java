package io.gyre.spi.transport;

import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way to one or many peers: one or several messages of the client protocol, and the
 * same wrapped for each {@link Framing} that asked, made once on first need. Thread-safe: two
 * threads may wrap the same bytes twice, harmlessly. Nobody writes to the arrays.
 */
public final class Frame {
  private final byte[] payload;
  private volatile @Nullable Wrapped last;

  /** Takes over the array. */
  public Frame(byte[] payload) {
    this.payload = payload;
  }

  /** The messages without any wrapping. */
  public byte[] payload() {
    return payload;
  }

  /** The messages as they go to the wire under {@code framing}. */
  public byte[] wire(Framing framing) {
    Wrapped known = last;
    while (known != null) {
      if (known.framing.equals(framing)) {
        return known.bytes;
      }
      known = known.next;
    }
    Wrapped made = new Wrapped(framing, framing.wrap(payload), last);
    last = made;
    return made.bytes;
  }

  private record Wrapped(Framing framing, byte[] bytes, @Nullable Wrapped next) {}
}
