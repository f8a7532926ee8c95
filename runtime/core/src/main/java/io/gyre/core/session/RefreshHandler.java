package io.gyre.core.session;

import static java.lang.System.Logger.Level.WARNING;

import io.gyre.core.channel.Namespaces;
import io.gyre.core.errors.ClientErrors;
import io.gyre.core.errors.Disconnects;
import io.gyre.core.errors.Unsubscribe;
import io.gyre.protocol.Command;
import io.gyre.protocol.RefreshPush;
import io.gyre.protocol.RefreshResult;
import io.gyre.protocol.SubRefreshResult;
import io.gyre.spi.auth.ConnectClaims;
import io.gyre.spi.auth.SubscribeClaims;
import io.gyre.spi.auth.TokenRejected;
import io.gyre.spi.proxy.ProxyKind;
import io.gyre.spi.proxy.RefreshReply;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prolongs connections and subscriptions. Holds no state of its own. */
public final class RefreshHandler {
  private static final System.Logger LOG = System.getLogger("gyre.session");
  private static final long RETRY_SECONDS = 60;

  private final Environment environment;
  private final BackendCalls backend;
  private final Subscribing subscribing;
  private final Tokens tokens;

  RefreshHandler(Environment environment, BackendCalls backend, Subscribing subscribing) {
    this.environment = environment;
    this.backend = backend;
    this.subscribing = subscribing;
    this.tokens = new Tokens(environment);
  }

  void handle(ClientSession session, Command.Refresh command, Responder responder) {
    if (command.token().isEmpty() || !session.clientRefreshes()) {
      session.close(Disconnects.BAD_REQUEST);
      return;
    }
    tokens.connection(
        session,
        command.token(),
        claims -> refreshed(session, claims, responder),
        rejected -> refused(session, rejected, responder),
        responder::fail);
  }

  private static void refused(ClientSession session, TokenRejected rejected, Responder responder) {
    session.close(
        switch (rejected.reason()) {
          case EXPIRED -> Disconnects.EXPIRED;
          case INVALID -> Disconnects.INVALID_TOKEN;
        });
    responder.nothing();
  }

  private void refreshed(ClientSession session, ConnectClaims claims, Responder responder) {
    Namespaces namespaces = session.settings().namespaces();
    if (claims.subscriptions().keySet().stream().anyMatch(one -> namespaces.of(one).isEmpty())) {
      responder.error(ClientErrors.UNKNOWN_CHANNEL);
      return;
    }
    if (!claims.user().equals(session.user())) {
      session.close(Disconnects.INVALID_TOKEN);
      responder.nothing();
      return;
    }
    if (changesChannels(session, claims)) {
      session.close(Disconnects.INSUFFICIENT_STATE);
      responder.nothing();
      return;
    }
    if (isPast(claims.expireAt())) {
      responder.error(ClientErrors.EXPIRED);
      return;
    }
    if (claims.meta().length > 0) {
      session.meta(claims.meta());
    }
    long expireAt = seconds(claims.expireAt());
    if (expireAt > 0) { // a token that never expires changes nothing, as in the original
      replaceInfo(session, claims.info());
      session.expireAt(expireAt);
    }
    responder.reply(new RefreshResult("", "", expireAt > 0, Ttl.until(environment, expireAt)));
  }

  private static void replaceInfo(ClientSession session, byte[] info) {
    if (info.length > 0) {
      session.info(info);
    }
  }

  /** Whether a token names a channel that the client is not in, or no longer one it brought. */
  private static boolean changesChannels(ClientSession session, ConnectClaims claims) {
    Set<String> named = claims.subscriptions().keySet();
    return !named.stream().allMatch(session.subscriptions()::isLive)
        || session.subscriptions().all().stream()
            .filter(subscription -> subscription.grant().byToken())
            .anyMatch(subscription -> !named.contains(subscription.channel()));
  }

  private boolean isPast(@Nullable Instant expireAt) {
    return expireAt != null && expireAt.getEpochSecond() <= environment.nowSeconds();
  }

  private static long seconds(@Nullable Instant instant) {
    return instant == null ? 0 : instant.getEpochSecond();
  }

  void handle(ClientSession session, Command.SubRefresh command, Responder responder) {
    if (command.channel().isEmpty()) {
      session.close(Disconnects.BAD_REQUEST);
      return;
    }
    var subscription = session.subscriptions().of(command.channel());
    if (subscription.isEmpty()) {
      responder.error(ClientErrors.PERMISSION_DENIED);
      return;
    }
    if (!subscription.get().grant().clientRefreshes()) {
      session.close(Disconnects.BAD_REQUEST);
      return;
    }
    if (command.token().isEmpty()) {
      responder.error(ClientErrors.BAD_REQUEST);
      return;
    }
    tokens.subscription(
        session,
        command.token(),
        claims -> subRefreshed(session, subscription.get(), claims, responder),
        rejected -> subRefused(session, rejected, responder),
        responder::fail);
  }

  private static void subRefused(
      ClientSession session, TokenRejected rejected, Responder responder) {
    switch (rejected.reason()) {
      // As recorded: an expired token changes nothing, the subscription ends when its time comes.
      case EXPIRED -> responder.reply(new SubRefreshResult(false, 0, List.of()));
      case INVALID -> {
        session.close(Disconnects.INVALID_TOKEN);
        responder.nothing();
      }
    }
  }

  private void subRefreshed(
      ClientSession session,
      Subscription subscription,
      SubscribeClaims claims,
      Responder responder) {
    if (session.settings().namespaces().of(claims.channel()).isEmpty()) {
      responder.error(ClientErrors.UNKNOWN_CHANNEL);
      return;
    }
    boolean other = !claims.client().isEmpty() && !claims.client().equals(session.clientId());
    if (other
        || !claims.user().equals(session.user())
        || !claims.channel().equals(subscription.channel())) {
      session.close(Disconnects.INVALID_TOKEN);
      responder.nothing();
      return;
    }
    if (isPast(claims.options().expireAt())) {
      responder.error(ClientErrors.EXPIRED);
      return;
    }
    long expireAt = seconds(claims.options().expireAt());
    subscription.expireAtSeconds(expireAt);
    subscription.info(claims.options().info());
    responder.reply(
        new SubRefreshResult(expireAt > 0, Ttl.until(environment, expireAt), List.of()));
  }

  /** The connection's time is over: the back end may prolong it, the client had its chance. */
  void expired(ClientSession session) {
    if (session.clientRefreshes() || !backend.asks(ProxyKind.REFRESH)) {
      session.close(Disconnects.EXPIRED);
      return;
    }
    backend.refresh(
        session,
        reply -> {
          if (session.isClosed()) {
            return;
          }
          if (reply.expired() || isPast(reply.expireAt())) {
            session.close(Disconnects.EXPIRED);
            return;
          }
          replaceInfo(session, reply.info());
          session.expireAt(seconds(reply.expireAt()));
        },
        failure -> {
          LOG.log(WARNING, "refresh failed client=" + session.clientId(), failure);
          session.expireAt(environment.nowSeconds() + RETRY_SECONDS);
        });
  }

  /** A subscription's time is over, and the back end is the one to prolong it. */
  void expired(ClientSession session, Subscription subscription) {
    var options = subscription.grant().namespace().options();
    subscription.expireAtSeconds(environment.nowSeconds() + RETRY_SECONDS); // one call at a time
    backend.subRefresh(
        session,
        options.subRefreshProxyName(),
        subscription.channel(),
        reply -> prolong(session, subscription, reply),
        failure ->
            LOG.log(WARNING, "sub refresh failed channel=" + subscription.channel(), failure));
  }

  private void prolong(ClientSession session, Subscription subscription, RefreshReply reply) {
    if (session.isClosed() || !subscription.isLive()) {
      return;
    }
    if (reply.expired() || isPast(reply.expireAt())) {
      subscribing.endByServer(session, subscription, Unsubscribe.EXPIRED);
      return;
    }
    if (reply.info().length > 0) {
      subscription.info(reply.info());
    }
    subscription.expireAtSeconds(seconds(reply.expireAt()));
  }

  /**
   * Prolongs or ends a connection on the back end's wish; on the session's shard.
   *
   * @param expired end it
   * @param expireAt its next expiry, or null for never
   * @param info replaces what others see of the client, unless it never expires; empty keeps it
   */
  public void byServer(
      ClientSession session, boolean expired, @Nullable Instant expireAt, byte[] info) {
    if (expired || isPast(expireAt)) {
      session.close(Disconnects.EXPIRED);
      return;
    }
    long seconds = seconds(expireAt);
    if (seconds > 0) {
      replaceInfo(session, info);
    }
    session.expireAt(seconds);
    session.push("", new RefreshPush(seconds > 0, Ttl.until(environment, seconds)));
  }
}
