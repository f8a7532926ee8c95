package io.gyre.core.session;

import io.gyre.core.channel.ChannelOptions;
import io.gyre.core.channel.Namespace;
import io.gyre.spi.channel.HistoryQuery;
import java.time.Duration;

/** What the options of a namespace say about its channels' streams. */
public final class Streams {
  /** The one kind of deltas there is. */
  static final String FOSSIL = "fossil";

  private Streams() {}

  /** How long the position of an unused stream is kept. */
  public static Duration metaTtl(Settings settings, Namespace namespace) {
    Duration own = namespace.options().historyMetaTtl();
    return own.isPositive() ? own : settings.channel().historyMetaTtl();
  }

  /** Whether deltas of the kind that was asked for are allowed; empty asks for none. */
  static boolean delta(ChannelOptions options, String asked) {
    return asked.equals(FOSSIL) && options.allowedDeltaTypes().contains(FOSSIL);
  }

  /** Whether there is nothing that a query could find: it asks for what was before the first. */
  public static boolean isBeforeTheFirst(HistoryQuery query) {
    var since = query.since();
    return query.reverse() && since != null && since.offset() == 0;
  }

  /** Whether recovery gives the latest publication only. */
  static boolean latestOnly(ChannelOptions options) {
    return options.forceRecoveryMode().equals("cache");
  }
}
