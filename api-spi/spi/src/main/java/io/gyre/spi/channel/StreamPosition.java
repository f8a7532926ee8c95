package io.gyre.spi.channel;

/**
 * A place in a channel's stream.
 *
 * @param offset of the last publication seen, 0 before the first. Unsigned.
 * @param epoch names the stream; another epoch means another stream. Empty if unknown.
 */
public record StreamPosition(long offset, String epoch) {

  /** Before everything, in no stream. */
  public static final StreamPosition NONE = new StreamPosition(0, "");
}
