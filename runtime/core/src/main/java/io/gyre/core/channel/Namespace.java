package io.gyre.core.channel;

import com.google.re2j.Pattern;
import io.gyre.spi.channel.PublishOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A group of channels with the same options, resolved from the configuration. Immutable. */
public final class Namespace {
  private final String name;
  private final ChannelOptions options;
  private final SubscriptionType type;

  // Linear in the length of the name, whatever the expression: names come from clients.
  private final @Nullable Pattern names;

  // Racing threads make equal ones.
  private volatile @Nullable PublishOptions usual;

  Namespace(String name, ChannelOptions options) {
    this.name = name;
    this.options = options;
    this.type = SubscriptionType.of(options.subscriptionType());
    this.names = options.channelRegex().isEmpty() ? null : Pattern.compile(options.channelRegex());
  }

  /** Returns its name, empty for channels without a namespace. */
  public String name() {
    return name;
  }

  /** Returns the options of its channels. */
  public ChannelOptions options() {
    return options;
  }

  /** Returns what its channels carry. */
  public SubscriptionType type() {
    return type;
  }

  /** Says whether publications are kept. */
  public boolean keepsHistory() {
    return options.historySize() > 0 && options.historyTtl().isPositive();
  }

  /**
   * Returns how a publication is kept that asks for nothing of its own: the same for most, so it is
   * made once.
   *
   * @param metaTtl how long the position of an unused stream lives
   */
  public PublishOptions usualOptions(Duration metaTtl) {
    PublishOptions known = usual;
    if (known == null || !known.metaTtl().equals(metaTtl)) {
      known =
          new PublishOptions(
              options.historySize(),
              options.historyTtl(),
              metaTtl,
              "",
              Duration.ZERO,
              0,
              "",
              options.deltaPublish());
      usual = known;
    }
    return known;
  }

  /**
   * Says whether a channel may have this name: it matches the expression, or is plain ASCII without
   * one.
   */
  boolean accepts(ChannelNames reader, String channel) {
    Pattern expression = names;
    return expression == null
        ? ChannelNames.isAscii(channel)
        : expression.matcher(reader.rest(channel)).find();
  }
}
