package io.gyre.core.session;

import io.gyre.core.channel.ChannelOptions;
import io.gyre.core.channel.Namespace;
import java.time.Duration;

/** What the options of a namespace say about its channels' streams. */
public final class Streams {
  private Streams() {}

  /** How long the position of an unused stream is kept. */
  public static Duration metaTtl(Settings settings, Namespace namespace) {
    Duration own = namespace.options().historyMetaTtl();
    return own.isPositive() ? own : settings.channel().historyMetaTtl();
  }

  /** Whether recovery gives the latest publication only. */
  static boolean latestOnly(ChannelOptions options) {
    return options.forceRecoveryMode().equals("cache");
  }
}
