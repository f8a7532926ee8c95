package io.gyre.http2;

/**
 * How much a peer is ready to take, of one answer or of all on a connection (RFC 9113, 5.2). Knows
 * when it keeps this side waiting: a peer may open its window by a byte at a time for ever. Not
 * thread-safe.
 */
final class Window {
  /** What a peer begins with that says nothing else. */
  static final int BYTES_FIRST = 65_535;

  private long left;
  private long progress;
  private long closedSince;
  private boolean closed;

  Window(long left) {
    this.left = left;
  }

  /** The peer is ready to take more, or less if it is negative. */
  void credit(long bytes) {
    left += bytes;
  }

  void sent(int bytes) {
    left -= bytes;
    progress += bytes;
  }

  /**
   * Looks at it once, as is to be done often.
   *
   * @param wanted bytes that are enough to be given time again; none while nothing is to be sent
   * @return whether it is closed, and has been for so long without letting through as much
   */
  boolean isStalled(long now, long nanos, long wanted) {
    if (left > 0 || !closed || progress >= wanted) {
      closed = left <= 0;
      closedSince = now;
      progress = 0;
      return false;
    }
    return now - closedSince > nanos;
  }
}
