package io.gyre.api;

/**
 * How much one call may ask for.
 *
 * @param bodyBytes of a request
 * @param commands in a batch, or in one call of the old format
 * @param channels of a broadcast
 */
public record ApiLimits(int bodyBytes, int commands, int channels) {
  /** 16 MiB, and 100,000 of the others. */
  public static final ApiLimits DEFAULT = new ApiLimits(16 << 20, 100_000, 100_000);
}
