package io.gyre.core.recovery;

import java.util.Optional;

/** The delta between two payloads, where it is worth sending. */
public final class DeltaPatch {
  private DeltaPatch() {}

  /** The patch from one payload to the next, or empty if it would not be smaller than the data. */
  public static Optional<byte[]> between(byte[] previous, byte[] data) {
    byte[] patch = FossilDelta.create(previous, data);
    return patch.length < data.length ? Optional.of(patch) : Optional.empty();
  }
}
