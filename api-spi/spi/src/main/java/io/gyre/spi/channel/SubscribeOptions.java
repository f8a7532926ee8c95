package io.gyre.spi.channel;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a token or the back end grants to one subscription.
 *
 * @param expireAt when the subscription must be refreshed, or null for never
 * @param info attached to the subscriber in presence, joins and publications; may be empty
 * @param data sent to the subscriber with the reply; may be empty
 * @param overrides channel options that differ for this subscription
 */
public record SubscribeOptions(
    @Nullable Instant expireAt, byte[] info, byte[] data, Map<ChannelFlag, Boolean> overrides) {

  /** Grants the subscription with the channel's own options. */
  public static final SubscribeOptions PLAIN =
      new SubscribeOptions(null, new byte[0], new byte[0], Map.of());

  /** Copies the overrides. */
  public SubscribeOptions {
    overrides = Map.copyOf(overrides);
  }

  /** The overridden value of a flag, or the channel's own. */
  public boolean flag(ChannelFlag flag, boolean ofChannel) {
    return overrides.getOrDefault(flag, ofChannel);
  }
}
