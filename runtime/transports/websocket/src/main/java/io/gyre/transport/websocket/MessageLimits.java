package io.gyre.transport.websocket;

/**
 * How large a message of a peer may be.
 *
 * @param wire bytes in all frames of a message
 * @param inflated bytes after decompression
 */
record MessageLimits(int wire, int inflated) {
  private static final int WIRE_DEFAULT = 65_536;
  private static final int INFLATION_DEFAULT = 10;
  private static final int INFLATED_MAX = 1 << 30;

  /** Limits as configured, where 0 stands for the default. */
  static MessageLimits of(int wire, int inflated) {
    int bytes = wire > 0 ? wire : WIRE_DEFAULT;
    long expanded = inflated > 0 ? inflated : (long) bytes * INFLATION_DEFAULT;
    return new MessageLimits(bytes, (int) Math.min(expanded, INFLATED_MAX));
  }
}
