package io.gyre.core.channel;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/** A group of channels with the same options, resolved from the configuration. Immutable. */
public final class Namespace {
  private final String name;
  private final ChannelOptions options;
  private final SubscriptionType type;

  // Linear in the length of the name, whatever the expression: names come from clients.
  private final @Nullable Pattern names;

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
