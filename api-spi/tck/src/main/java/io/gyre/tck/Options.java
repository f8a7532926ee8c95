package io.gyre.tck;

import io.gyre.spi.channel.PublishOptions;
import java.time.Duration;

/** The publish options that the contracts use. */
final class Options {
  static final Duration HISTORY_TTL = Duration.ofMinutes(1);
  static final Duration META_TTL = Duration.ofHours(1);

  private Options() {}

  static PublishOptions history(int size) {
    return history(size, HISTORY_TTL, META_TTL);
  }

  static PublishOptions history(int size, Duration ttl, Duration metaTtl) {
    return new PublishOptions(size, ttl, metaTtl, "", Duration.ZERO, 0, "", false);
  }

  static PublishOptions keyed(String key, Duration ttl) {
    return new PublishOptions(0, Duration.ZERO, Duration.ZERO, key, ttl, 0, "", false);
  }

  static PublishOptions keyedHistory(String key, Duration ttl) {
    return new PublishOptions(10, HISTORY_TTL, META_TTL, key, ttl, 0, "", false);
  }

  static PublishOptions version(long version, String epoch) {
    return new PublishOptions(10, HISTORY_TTL, META_TTL, "", Duration.ZERO, version, epoch, false);
  }

  static PublishOptions delta() {
    return new PublishOptions(10, HISTORY_TTL, META_TTL, "", Duration.ZERO, 0, "", true);
  }
}
