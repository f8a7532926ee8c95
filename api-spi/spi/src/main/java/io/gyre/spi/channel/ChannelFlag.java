package io.gyre.spi.channel;

/** Channel options that a subscription may override. */
public enum ChannelFlag {
  /** Keep the subscriber in the channel's presence. */
  PRESENCE,
  /** Announce that the subscriber joins and leaves. */
  JOIN_LEAVE,
  /** Send joins and leaves of others to the subscriber. */
  FORCE_PUSH_JOIN_LEAVE,
  /** Let the subscription recover missed publications. */
  FORCE_RECOVERY,
  /** Watch that the subscription misses nothing. */
  FORCE_POSITIONING
}
