package io.gyre.core.session;

import io.gyre.core.channel.ChannelOptions;
import io.gyre.core.channel.Namespace;
import io.gyre.core.channel.SubscribeRule;
import io.gyre.core.channel.SubscriptionFlags;
import io.gyre.core.channel.SubscriptionType;
import io.gyre.core.channel.TagsFilter;
import io.gyre.core.channel.Verdict;
import io.gyre.core.errors.ClientErrors;
import io.gyre.core.errors.Disconnects;
import io.gyre.protocol.Command;
import io.gyre.protocol.SubscribeRequest;
import io.gyre.protocol.UnsubscribeResult;
import io.gyre.spi.auth.SubscribeClaims;
import io.gyre.spi.auth.TokenRejected;
import io.gyre.spi.channel.ChannelFlag;
import io.gyre.spi.channel.StreamPosition;
import io.gyre.spi.channel.SubscribeOptions;
import io.gyre.spi.error.ClientError;
import io.gyre.spi.error.ClientErrorException;
import io.gyre.spi.error.DisconnectException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Subscribes and unsubscribes on a client's wish. Holds no state of its own. */
final class SubscribeHandler {
  private static final long REFUSE_UNRECOVERED = 2;
  private static final SubscriptionFlags NOTHING_ASKED = new SubscriptionFlags(false, false, false);

  private final Environment environment;
  private final Subscribing subscribing;
  private final BackendCalls backend;
  private final Tokens tokens;

  SubscribeHandler(Environment environment, Subscribing subscribing, BackendCalls backend) {
    this.environment = environment;
    this.subscribing = subscribing;
    this.backend = backend;
    this.tokens = new Tokens(environment);
  }

  void handle(ClientSession session, Command.Subscribe command, Responder responder) {
    SubscribeRequest request = command.request();
    if (request.channel().isEmpty() || hasUnknownDelta(request)) {
      session.close(Disconnects.BAD_REQUEST);
      return;
    }
    try {
      decide(session, request, responder);
    } catch (ClientErrorException | DisconnectException refused) {
      responder.fail(refused);
    }
  }

  private static boolean hasUnknownDelta(SubscribeRequest request) {
    return request.type() == SubscriptionType.STREAM.wire()
        && !request.delta().isEmpty()
        && !request.delta().equals(Streams.FOSSIL);
  }

  private void decide(ClientSession session, SubscribeRequest request, Responder responder) {
    Settings settings = session.settings();
    String channel = request.channel();
    if (request.type() == SubscriptionType.SHARED_POLL.wire()) {
      throw new ClientErrorException(ClientErrors.NOT_AVAILABLE);
    }
    if (isOdd(request) || settings.namespaces().names().isTooLong(channel)) {
      throw new ClientErrorException(ClientErrors.BAD_REQUEST);
    }
    if (session.subscriptions().of(channel).isPresent()) {
      throw new ClientErrorException(ClientErrors.ALREADY_SUBSCRIBED);
    }
    if (settings.client().isFull(session.subscriptions().count())) {
      throw new ClientErrorException(ClientErrors.LIMIT_EXCEEDED);
    }
    SubscribeRule rule =
        settings
            .permissions()
            .subscribe(channel, session.user(), request.type(), !request.token().isEmpty());
    switch (rule) {
      case SubscribeRule.Denied(Verdict verdict) ->
          throw new ClientErrorException(Verdicts.error(verdict));
      case SubscribeRule.Allowed _ ->
          begin(session, request, asked(request), SubscribeOptions.PLAIN, responder);
      case SubscribeRule.ByToken _ ->
          tokens.subscription(
              session,
              request.token(),
              claims -> byClaims(session, request, claims, responder),
              rejected -> responder.error(errorOf(rejected)),
              responder::fail);
      case SubscribeRule.ByProxy(String name) ->
          backend.subscribe(
              session,
              name,
              channel,
              request.data(),
              options -> attempt(session, request, NOTHING_ASKED, options, responder),
              responder::fail);
      case SubscribeRule.ByStreamProxy _ ->
          throw new ClientErrorException(ClientErrors.NOT_AVAILABLE);
    }
  }

  private static boolean isOdd(SubscribeRequest request) {
    return !SubscriptionType.isKnown(request.type()) || request.phase() < 0 || request.limit() < 0;
  }

  private static ClientError errorOf(TokenRejected rejected) {
    return switch (rejected.reason()) {
      case EXPIRED -> ClientErrors.TOKEN_EXPIRED;
      case INVALID -> ClientErrors.PERMISSION_DENIED;
    };
  }

  private void byClaims(
      ClientSession session,
      SubscribeRequest request,
      SubscribeClaims claims,
      Responder responder) {
    if (session.settings().namespaces().of(claims.channel()).isEmpty()) {
      responder.error(ClientErrors.UNKNOWN_CHANNEL);
      return;
    }
    boolean other = !claims.client().isEmpty() && !claims.client().equals(session.clientId());
    if (other
        || !claims.user().equals(session.user())
        || !claims.channel().equals(request.channel())) {
      session.close(Disconnects.INVALID_TOKEN);
      responder.nothing();
      return;
    }
    attempt(session, request, asked(request), claims.options(), responder);
  }

  private static SubscriptionFlags asked(SubscribeRequest request) {
    return new SubscriptionFlags(request.positioned(), request.recoverable(), request.joinLeave());
  }

  private void attempt(
      ClientSession session,
      SubscribeRequest request,
      SubscriptionFlags asked,
      SubscribeOptions options,
      Responder responder) {
    try {
      begin(session, request, asked, options, responder);
    } catch (ClientErrorException refused) {
      responder.fail(refused);
    }
  }

  private void begin(
      ClientSession session,
      SubscribeRequest request,
      SubscriptionFlags asked,
      SubscribeOptions options,
      Responder responder) {
    if (session.isClosed()) {
      responder.nothing();
      return;
    }
    if (session.subscriptions().of(request.channel()).isPresent()) {
      throw new ClientErrorException(ClientErrors.ALREADY_SUBSCRIBED); // by the server, meanwhile
    }
    Instant expireAt = options.expireAt();
    if (expireAt != null && expireAt.getEpochSecond() <= environment.nowSeconds()) {
      throw new ClientErrorException(ClientErrors.EXPIRED);
    }
    Grant grant = grant(session, request, asked, options);
    subscribing.begin(
        session,
        grant,
        caught -> {
          responder.reply(caught.result());
          subscribing.goLive(session, caught);
        },
        responder::fail);
  }

  private static Grant grant(
      ClientSession session,
      SubscribeRequest request,
      SubscriptionFlags asked,
      SubscribeOptions options) {
    Settings settings = session.settings();
    Namespace namespace =
        settings
            .namespaces()
            .of(request.channel())
            .orElseThrow(() -> new ClientErrorException(ClientErrors.UNKNOWN_CHANNEL));
    ChannelOptions channel = namespace.options();
    SubscriptionFlags flags = flags(session, asked, options, channel);
    TagsFilter filter = filter(request, channel);
    boolean latestOnly = Streams.latestOnly(channel);
    boolean recovers =
        flags.recoverable() && (request.recover() || (latestOnly && channel.autoCacheRecover()));
    @Nullable StreamPosition since =
        recovers ? new StreamPosition(request.offset(), request.epoch()) : null;
    return new Grant(
        request.channel(),
        namespace,
        false,
        false,
        options,
        flags.positioned(),
        flags.recoverable(),
        request.recover() || recovers,
        since,
        latestOnly,
        !latestOnly && (request.flag() & REFUSE_UNRECOVERED) != 0,
        Streams.delta(channel, request.delta()),
        filter,
        flags.joinLeave(),
        !channel.subRefreshProxyEnabled());
  }

  private static SubscriptionFlags flags(
      ClientSession session,
      SubscriptionFlags asked,
      SubscribeOptions options,
      ChannelOptions channel) {
    var forced =
        new SubscriptionFlags(
            options.flag(ChannelFlag.FORCE_POSITIONING, channel.forcePositioning()),
            options.flag(ChannelFlag.FORCE_RECOVERY, channel.forceRecovery()),
            options.flag(ChannelFlag.FORCE_PUSH_JOIN_LEAVE, channel.forcePushJoinLeave()));
    return session.settings().permissions().flags(channel, session.user(), forced, asked);
  }

  private static @Nullable TagsFilter filter(SubscribeRequest request, ChannelOptions channel) {
    var node = request.filter();
    if (node == null) {
      return null;
    }
    if (!channel.allowTagsFilter()) {
      throw new ClientErrorException(ClientErrors.BAD_REQUEST);
    }
    try {
      return TagsFilter.compile(node);
    } catch (IllegalArgumentException e) {
      throw new ClientErrorException(ClientErrors.BAD_REQUEST);
    }
  }

  void handle(ClientSession session, Command.Unsubscribe command, Responder responder) {
    if (command.channel().isEmpty()) {
      session.close(Disconnects.BAD_REQUEST);
      return;
    }
    session
        .subscriptions()
        .of(command.channel())
        .ifPresent(subscription -> subscribing.end(session, subscription));
    responder.reply(new UnsubscribeResult());
  }
}
