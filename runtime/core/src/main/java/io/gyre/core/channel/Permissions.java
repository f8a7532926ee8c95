package io.gyre.core.channel;

/**
 * Decides what a client may do in a channel, from the options of the channel and who the client is.
 * Pure functions: the same arguments give the same answer, and nothing waits.
 */
public final class Permissions {
  private static final SubscribeRule SUBSCRIBE = new SubscribeRule.Allowed();
  private static final SubscribeRule SUBSCRIBE_BY_TOKEN = new SubscribeRule.ByToken();
  private static final SubscribeRule SUBSCRIBE_DENIED =
      new SubscribeRule.Denied(Verdict.PERMISSION_DENIED);
  private static final PublishRule PUBLISH = new PublishRule.Allowed();
  private static final PublishRule PUBLISH_INTO_STREAM = new PublishRule.IntoStream();
  private static final PublishRule PUBLISH_DENIED =
      new PublishRule.Denied(Verdict.PERMISSION_DENIED);

  private final Namespaces namespaces;

  // With client.insecure everyone may do what the channel offers.
  private final boolean insecure;

  /** Decides by these namespaces. */
  public Permissions(Namespaces namespaces, boolean insecure) {
    this.namespaces = namespaces;
    this.insecure = insecure;
  }

  /**
   * Decides about a subscribe command.
   *
   * @param user empty for an anonymous client
   * @param type the number of the subscription type asked for
   * @param withToken whether a token came with the command
   */
  public SubscribeRule subscribe(String channel, String user, int type, boolean withToken) {
    Verdict name = namespaces.check(channel);
    if (name != Verdict.ALLOWED) {
      return new SubscribeRule.Denied(name);
    }
    Namespace namespace = namespaces.of(channel).orElseThrow();
    if (type != namespace.type().wire()) {
      return SUBSCRIBE_DENIED;
    }
    if (withToken) {
      return SUBSCRIBE_BY_TOKEN;
    }
    return namespaces.names().isPrivate(channel)
        ? SUBSCRIBE_DENIED
        : withoutToken(channel, user, namespace.options());
  }

  private SubscribeRule withoutToken(String channel, String user, ChannelOptions options) {
    ChannelNames names = namespaces.names();
    if (options.allowUserLimitedChannels() && names.isUserLimited(channel)) {
      // The list alone decides; neither the back end nor the other options are asked.
      return names.lists(channel, user) || insecure ? SUBSCRIBE : SUBSCRIBE_DENIED;
    }
    if (options.subscribeProxyEnabled()) {
      return new SubscribeRule.ByProxy(options.subscribeProxyName());
    }
    if (options.subscribeStreamProxyEnabled()) {
      return new SubscribeRule.ByStreamProxy(
          options.subscribeStreamProxyName(), options.subscribeStreamProxyBidirectional());
    }
    boolean reached = !user.isEmpty() || options.allowSubscribeForAnonymous();
    return insecure || (options.allowSubscribeForClient() && reached)
        ? SUBSCRIBE
        : SUBSCRIBE_DENIED;
  }

  /**
   * Decides about a channel in a known namespace that a client names as it connects, so that the
   * server subscribes it.
   */
  public boolean askedOnConnect(String channel, String user) {
    Namespace namespace = namespaces.of(channel).orElseThrow();
    ChannelOptions options = namespace.options();
    ChannelNames names = namespaces.names();
    if (names.isPrivate(channel)
        || options.subscribeProxyEnabled()
        || !namespace.accepts(names, channel)) {
      return false;
    }
    if (options.allowUserLimitedChannels() && names.isUserLimited(channel)) {
      return insecure || (!user.isEmpty() && names.lists(channel, user));
    }
    return insecure
        || (options.allowSubscribeForClient()
            && (!user.isEmpty() || options.allowSubscribeForAnonymous()));
  }

  /** Decides about a publish command to a channel whose publications form a stream. */
  public PublishRule publish(String channel, String user, boolean subscribed) {
    Verdict name = namespaces.check(channel);
    if (name != Verdict.ALLOWED) {
      return new PublishRule.Denied(name);
    }
    ChannelOptions options = namespaces.of(channel).orElseThrow().options();
    if (options.publishProxyEnabled()) {
      return new PublishRule.ByProxy(options.publishProxyName());
    }
    if (options.subscribeStreamProxyEnabled()) {
      return options.subscribeStreamProxyBidirectional()
          ? PUBLISH_INTO_STREAM
          : new PublishRule.Denied(Verdict.NOT_AVAILABLE);
    }
    boolean allowed =
        may(
            options.allowPublishForClient(),
            options.allowPublishForSubscriber() && subscribed,
            options.allowPublishForAnonymous(),
            user);
    return allowed ? PUBLISH : PUBLISH_DENIED;
  }

  /** Decides about presence and presence statistics. */
  public Verdict presence(String channel, String user, boolean subscribed) {
    Verdict name = namespaces.check(channel);
    if (name != Verdict.ALLOWED) {
      return name;
    }
    ChannelOptions options = namespaces.of(channel).orElseThrow().options();
    if (!options.presence()) {
      return Verdict.NOT_AVAILABLE;
    }
    return mayReadPresence(options, user, subscribed) ? Verdict.ALLOWED : Verdict.PERMISSION_DENIED;
  }

  /** Decides about reading history. */
  public Verdict history(String channel, String user, boolean subscribed) {
    Verdict name = namespaces.check(channel);
    if (name != Verdict.ALLOWED) {
      return name;
    }
    Namespace namespace = namespaces.of(channel).orElseThrow();
    if (!namespace.keepsHistory()) {
      return Verdict.NOT_AVAILABLE;
    }
    return mayReadHistory(namespace.options(), user, subscribed)
        ? Verdict.ALLOWED
        : Verdict.PERMISSION_DENIED;
  }

  /**
   * Decides which of the things a subscriber asked for it gets; what it may not have is left out
   * without a word.
   *
   * @param forced what it gets anyway
   * @param asked what the subscribe command asks for
   * @return what is forced together with what may be asked for
   */
  public SubscriptionFlags flags(
      ChannelOptions options, String user, SubscriptionFlags forced, SubscriptionFlags asked) {
    boolean history = mayReadHistory(options, user, true);
    boolean recoverable =
        forced.recoverable() || (asked.recoverable() && (options.allowRecovery() || history));
    boolean positioned =
        forced.positioned() || (asked.positioned() && (options.allowPositioning() || history));
    boolean joinLeave =
        forced.joinLeave() || (asked.joinLeave() && mayReadPresence(options, user, true));
    return new SubscriptionFlags(positioned || recoverable, recoverable, joinLeave);
  }

  private boolean mayReadPresence(ChannelOptions options, String user, boolean subscribed) {
    return may(
        options.allowPresenceForClient(),
        options.allowPresenceForSubscriber() && subscribed,
        options.allowPresenceForAnonymous(),
        user);
  }

  private boolean mayReadHistory(ChannelOptions options, String user, boolean subscribed) {
    return may(
        options.allowHistoryForClient(),
        options.allowHistoryForSubscriber() && subscribed,
        options.allowHistoryForAnonymous(),
        user);
  }

  private boolean may(boolean client, boolean subscriber, boolean anonymous, String user) {
    return insecure || ((client || subscriber) && (!user.isEmpty() || anonymous));
  }
}
