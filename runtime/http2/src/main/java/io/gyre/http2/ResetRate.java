package io.gyre.http2;

import io.helidon.http.http2.Http2ErrorCode;
import io.helidon.http.http2.Http2Exception;
import java.time.Duration;

/**
 * Counts requests that a peer takes back before they were answered: each costs this side more than
 * the peer. Not thread-safe.
 */
final class ResetRate {
  private static final int RESETS_MAX = 200;
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private long periodEnd = System.nanoTime();
  private int resets;

  /**
   * One more.
   *
   * @throws Http2Exception if that is too many
   */
  void count() {
    long now = System.nanoTime();
    if (now - periodEnd >= 0) {
      periodEnd = now + PERIOD.toNanos();
      resets = 0;
    }
    if (++resets > RESETS_MAX) {
      throw new Http2Exception(Http2ErrorCode.ENHANCE_YOUR_CALM, "requests taken back");
    }
  }
}
