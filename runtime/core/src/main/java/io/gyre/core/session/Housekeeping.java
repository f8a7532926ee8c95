package io.gyre.core.session;

import io.gyre.core.errors.Unsubscribe;
import io.gyre.spi.channel.HistoryQuery;
import io.gyre.spi.engine.PresenceManager.Presence;
import java.util.ArrayList;
import java.util.List;

/**
 * What a session's subscriptions need from time to time: presence renewed, expired ones ended,
 * positions compared with the broker's. Holds no state of its own.
 */
final class Housekeeping {
  private final Environment environment;
  private final EngineCalls engine;
  private final Subscribing subscribing;
  private final RefreshHandler refresh;

  Housekeeping(
      Environment environment,
      EngineCalls engine,
      Subscribing subscribing,
      RefreshHandler refresh) {
    this.refresh = refresh;
    this.environment = environment;
    this.engine = engine;
    this.subscribing = subscribing;
  }

  void tick(ClientSession session, long nowNanos) {
    boolean again = false;
    List<Presence> present = new ArrayList<>(0); // grows by one: most have one or none
    for (Subscription subscription : session.subscriptions().all()) {
      if (!endIfExpired(session, subscription)) {
        again |= look(session, subscription, nowNanos, present);
      }
      if (session.isClosed()) {
        return;
      }
    }
    if (!present.isEmpty()) {
      engine.repeat(session, () -> environment.engines().presence().renew(present));
    }
    if (again) {
      long interval = session.settings().client().presenceUpdateInterval().toNanos();
      session.timers().tickBy(nowNanos + interval);
    }
  }

  private boolean endIfExpired(ClientSession session, Subscription subscription) {
    long expireAt = subscription.expireAtSeconds();
    Grant grant = subscription.grant();
    boolean byBackend = !grant.serverSide() && grant.namespace().options().subRefreshProxyEnabled();
    if (byBackend && expireAt != 0 && environment.nowSeconds() >= expireAt) {
      refresh.expired(session, subscription);
      return false;
    }
    long grace = session.settings().client().expiredSubCloseDelay().toSeconds();
    if (expireAt == 0 || environment.nowSeconds() <= expireAt + grace) {
      return false;
    }
    subscribing.endByServer(session, subscription, Unsubscribe.EXPIRED);
    return true;
  }

  /** Returns whether the subscription needs another look later. */
  private boolean look(
      ClientSession session, Subscription subscription, long nowNanos, List<Presence> present) {
    Grant grant = subscription.grant();
    boolean presence = grant.presence() && subscription.isLive();
    if (presence) {
      present.add(new Presence(grant.channel(), subscription.client()));
    }
    long delay = session.settings().client().channelPositionCheckDelay().toNanos();
    if (subscription.needsCheck(nowNanos, delay)) {
      check(session, subscription);
    }
    return grant.presence() || grant.positioned() || subscription.expireAtSeconds() > 0;
  }

  private void check(ClientSession session, Subscription subscription) {
    Grant grant = subscription.grant();
    var query = HistoryQuery.top(Streams.metaTtl(session.settings(), grant.namespace()));
    engine.call(
        session,
        () -> environment.engines().broker().history(grant.channel(), query).top(),
        top -> {
          if (!session.isClosed() && subscription.isLive() && !subscription.confirm(top)) {
            session.onInsufficientState(subscription);
          }
        },
        _ -> {}); // the broker is away: its own log says so, and the next tick asks again
  }
}
