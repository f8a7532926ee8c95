package io.gyre.spi.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a channel's history to read.
 *
 * @param since start behind this position (before it when reversed), or null for the beginning (the
 *     end). Its epoch is not compared by the broker: the caller has the top to do so.
 * @param limit how many publications at most; 0 asks for the top position only, -1 for all
 * @param reverse newest first
 * @param metaTtl how long the position of an unused stream must be kept
 */
public record HistoryQuery(
    @Nullable StreamPosition since, int limit, boolean reverse, Duration metaTtl) {

  /** Asks for the top position only. */
  public static HistoryQuery top(Duration metaTtl) {
    return new HistoryQuery(null, 0, false, metaTtl);
  }
}
