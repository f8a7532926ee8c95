package io.gyre.core.session;

import io.gyre.core.errors.ClientErrors;
import io.gyre.core.errors.Disconnects;
import io.gyre.core.errors.Unsubscribe;
import io.gyre.core.hub.Wire;
import io.gyre.core.recovery.DeltaPatch;
import io.gyre.core.recovery.Recovery;
import io.gyre.protocol.SubscribePush;
import io.gyre.protocol.SubscribeResult;
import io.gyre.protocol.UnsubscribePush;
import io.gyre.spi.channel.ClientInfo;
import io.gyre.spi.channel.HistoryPage;
import io.gyre.spi.channel.HistoryQuery;
import io.gyre.spi.channel.Membership;
import io.gyre.spi.channel.Publication;
import io.gyre.spi.channel.StreamPosition;
import io.gyre.spi.channel.SubscribeOptions;
import io.gyre.spi.error.ClientErrorException;
import io.gyre.spi.error.DisconnectException;
import io.gyre.spi.transport.Encoding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Begins and ends subscriptions, whoever asked for them. A subscription enters the hub first, then
 * the stream is read, then it goes live: a publication made meanwhile is in what was read, in what
 * was buffered, or in both, and goes out once. No broadcast waits for any of it.
 */
public final class Subscribing {
  private static final System.Logger LOG = System.getLogger("gyre.session");
  private static final int ATTEMPTS_MAX = 3;
  private static final int ALL = -1; // publications of a stream

  private final Environment environment;
  private final EngineCalls engine;
  private final List<Replays> replays; // of each shard, touched by its thread only

  Subscribing(Environment environment, EngineCalls engine, List<Replays> replays) {
    this.environment = environment;
    this.engine = engine;
    this.replays = replays;
  }

  /** A subscription that has caught up: send the result, then {@link #goLive}. */
  record Caught(Subscription subscription, SubscribeResult result, StreamPosition reached) {}

  /** Begins a subscription; {@code caught} or {@code failed} is called on the shard. */
  void begin(
      ClientSession session,
      Grant grant,
      Consumer<Caught> caught,
      Consumer<RuntimeException> failed) {
    if (engine.isFull(session)) {
      failed.accept(new ClientErrorException(ClientErrors.TOO_MANY_REQUESTS));
      return;
    }
    Subscription subscription = new Subscription(session, grant);
    session.subscriptions().add(subscription);
    environment.hub().enter(session.home(), grant.channel(), subscription);
    session.home().meters().subscribed();
    environment.meters().action("add_subscription");
    catchUp(session, subscription, 1, caught, failed);
  }

  private void catchUp(
      ClientSession session,
      Subscription subscription,
      int attempt,
      Consumer<Caught> caught,
      Consumer<RuntimeException> failed) {
    Grant grant = subscription.grant();
    ClientInfo who = subscription.client();
    engine.call(
        session,
        () -> prepare(grant, who),
        page -> {
          if (session.subscriptions().of(grant.channel()).orElse(null) != subscription) {
            failed.accept(new ClientErrorException(ClientErrors.INTERNAL)); // ended meanwhile
          } else if (!subscription.takeOverflow()) {
            complete(session, subscription, page, caught, failed);
          } else if (attempt < ATTEMPTS_MAX) {
            catchUp(session, subscription, attempt + 1, caught, failed);
          } else {
            end(session, subscription);
            failed.accept(new DisconnectException(Disconnects.INSUFFICIENT_STATE));
          }
        },
        failure -> {
          end(session, subscription);
          failed.accept(failure);
        });
  }

  /** What may block: made of values, sees no session. */
  private Optional<HistoryPage> prepare(Grant grant, ClientInfo who) {
    environment.engines().subscriptions().align(grant.channel());
    Optional<HistoryPage> page =
        grant.needsStream()
            ? Optional.of(environment.engines().broker().history(grant.channel(), query(grant)))
            : Optional.empty();
    if (grant.presence()) {
      environment.meters().action("add_presence");
      environment.engines().presence().add(grant.channel(), who);
    }
    return page;
  }

  private HistoryQuery query(Grant grant) {
    Settings settings = environment.settings().get();
    Duration metaTtl = Streams.metaTtl(settings, grant.namespace());
    StreamPosition since = grant.since();
    int limit = settings.client().recoveryMaxPublicationLimit();
    int max = limit > 0 ? limit : ALL;
    environment.meters().action("history");
    if (since == null) {
      environment.meters().action("history_stream_top");
      return HistoryQuery.top(metaTtl);
    }
    environment.meters().action(grant.latestOnly() ? "history_recover_cache" : "history_recover");
    return grant.latestOnly()
        ? Recovery.cacheQuery(grant.filter() != null, max, metaTtl)
        : Recovery.streamQuery(since, max, metaTtl);
  }

  private void complete(
      ClientSession session,
      Subscription subscription,
      Optional<HistoryPage> page,
      Consumer<Caught> caught,
      Consumer<RuntimeException> failed) {
    Grant grant = subscription.grant();
    Recovery.Result recovery =
        page.map(read -> recover(grant, read)).orElse(Recovery.fresh(StreamPosition.NONE));
    if (grant.since() != null) {
      session.home().meters().recovery(recovery.recovered(), recovery.publications().size());
    }
    if (grant.refuseUnrecovered() && grant.since() != null && !recovery.recovered()) {
      end(session, subscription);
      failed.accept(new ClientErrorException(ClientErrors.UNRECOVERABLE_POSITION));
      return;
    }
    caught.accept(new Caught(subscription, result(session, grant, recovery), recovery.reached()));
  }

  private static Recovery.Result recover(Grant grant, HistoryPage page) {
    StreamPosition since = grant.since();
    if (since == null) {
      return Recovery.fresh(page.top());
    }
    var filter = grant.filter();
    Predicate<Map<String, String>> wanted = filter == null ? null : filter::matches;
    return grant.latestOnly()
        ? Recovery.byCache(since, page, wanted)
        : Recovery.byStream(since, page, wanted == null ? Recovery.ALL : wanted);
  }

  private SubscribeResult result(ClientSession session, Grant grant, Recovery.Result recovery) {
    var result = SubscribeResult.builder().data(grant.options().data()).delta(grant.delta());
    result.wasRecovering(grant.recovering());
    if (grant.clientRefreshes() && grant.expireAtSeconds() > 0) {
      result.expires(true).ttl(Math.max(0, grant.expireAtSeconds() - environment.nowSeconds()));
    }
    if (grant.needsStream()) {
      result
          .recoverable(grant.recoverable())
          .positioned(grant.positioned())
          .epoch(recovery.reached().epoch())
          .offset(recovery.offset())
          .recovered(recovery.recovered())
          .publications(publications(session, grant, recovery));
    }
    return result.build();
  }

  private List<io.gyre.protocol.Publication> publications(
      ClientSession session, Grant grant, Recovery.Result recovery) {
    if (grant.delta()) {
      return patches(session.connection().encoding(), recovery);
    }
    // Hidden ones leave holes in the stream, and each filter others.
    return grant.filter() == null
        ? replays
            .get(session.home().index())
            .run(
                Replays.Purpose.RECOVERY,
                grant.channel(),
                recovery.reached().epoch(),
                recovery.publications())
        : Replays.wire(recovery.publications(), recovery.reached().epoch());
  }

  private static List<io.gyre.protocol.Publication> patches(
      Encoding encoding, Recovery.Result recovery) {
    List<io.gyre.protocol.Publication> wire = new ArrayList<>(recovery.publications().size());
    Publication previous = null;
    for (Publication publication : recovery.publications()) {
      if (previous == null) {
        wire.add(Wire.wholePublication(publication, recovery.reached().epoch(), encoding));
      } else {
        var patch = DeltaPatch.between(previous.data(), publication.data());
        wire.add(
            Wire.deltaPublication(
                publication, patch.orElse(publication.data()), patch.isPresent()));
      }
      previous = publication;
    }
    return wire;
  }

  /** Lets a subscription deliver, after its result was sent, and tells the others who came. */
  void goLive(ClientSession session, Caught caught) {
    Subscription subscription = caught.subscription();
    Grant grant = subscription.grant();
    if (session.isClosed()) {
      return;
    }
    var sent = caught.result().publications();
    subscription.goLive(caught.reached(), sent.isEmpty() ? -1 : sent.getLast().offset());
    planTick(session, grant);
    if (grant.announces()) {
      announce(session, subscription, Membership.Change.JOIN);
    }
  }

  private void planTick(ClientSession session, Grant grant) {
    boolean renews = grant.presence();
    if (renews || grant.positioned() || grant.expireAtSeconds() > 0) {
      long interval = session.settings().client().presenceUpdateInterval().toNanos();
      session.timers().tickBy(session.nanoTime() + interval);
    }
  }

  private void announce(
      ClientSession session, Subscription subscription, Membership.Change change) {
    var membership = new Membership(change, subscription.client());
    String channel = subscription.channel();
    engine.send(session, () -> environment.engines().broker().announce(channel, membership));
  }

  /**
   * Subscribes a connected client on the back end's wish; on the session's shard.
   *
   * @throws ClientErrorException with code 100 if the subscription would be over already
   */
  public void byApi(
      ClientSession session,
      String channel,
      SubscribeOptions options,
      @Nullable StreamPosition recoverSince) {
    if (session.settings().client().isFull(session.subscriptions().count())) {
      session.close(Disconnects.CHANNEL_LIMIT);
      return;
    }
    Grant grant = ServerGrants.byApi(session.settings(), channel, options, recoverSince);
    if (grant.expireAtSeconds() > 0 && grant.expireAtSeconds() <= environment.nowSeconds()) {
      throw new ClientErrorException(ClientErrors.INTERNAL);
    }
    session.subscriptions().of(channel).ifPresent(known -> giveWay(session, known));
    begin(
        session,
        grant,
        caught -> {
          session.push(channel, push(caught.result()));
          caught.result().publications().forEach(publication -> session.push(channel, publication));
          goLive(session, caught);
        },
        failure ->
            LOG.log(System.Logger.Level.WARNING, "subscribe failed channel=" + channel, failure));
  }

  /** Makes room for a subscription that takes the place of another: nobody is told of a leave. */
  private void giveWay(ClientSession session, Subscription known) {
    known.end();
    session.subscriptions().remove(known);
    session.home().meters().unsubscribed();
    environment.meters().action("remove_subscription");
    environment.hub().leave(session.home(), known.channel(), known);
  }

  private static SubscribePush push(SubscribeResult result) {
    return new SubscribePush(
        result.recoverable(), result.epoch(), result.offset(), result.positioned(), result.data());
  }

  /** Unsubscribes a client on the back end's wish; on the session's shard. */
  public void endByApi(ClientSession session, String channel, Unsubscribe why) {
    session.subscriptions().of(channel).ifPresent(subscription -> end(session, subscription));
    session.home().meters().unsubscribedByServer(why.code());
    session.push(channel, new UnsubscribePush(why.code(), why.reason()));
  }

  /** Ends a subscription without telling the client. */
  void end(ClientSession session, Subscription subscription) {
    boolean wasLive = subscription.isLive();
    subscription.end();
    session.subscriptions().remove(subscription);
    session.home().meters().unsubscribed();
    environment.meters().action("remove_subscription");
    Grant grant = subscription.grant();
    String channel = grant.channel();
    boolean last = environment.hub().leave(session.home(), channel, subscription);
    if (grant.presence()) {
      environment.meters().action("remove_presence");
      ClientInfo who = subscription.client();
      engine.send(session, () -> environment.engines().presence().remove(channel, who));
    }
    if (wasLive && grant.announces()) {
      announce(session, subscription, Membership.Change.LEAVE);
    }
    if (last) {
      engine.send(session, () -> environment.engines().subscriptions().align(channel));
    }
  }

  /** Ends a subscription and says why; a server-side one that lost its state ends the session. */
  void endByServer(ClientSession session, Subscription subscription, Unsubscribe why) {
    boolean serverSide = subscription.grant().serverSide();
    if (serverSide && why.code() == Unsubscribe.INSUFFICIENT_STATE.code()) {
      session.close(Disconnects.INSUFFICIENT_STATE);
      return;
    }
    if (serverSide && why.code() == Unsubscribe.EXPIRED.code()) {
      session.close(Disconnects.SUBSCRIPTION_EXPIRED);
      return;
    }
    end(session, subscription);
    session.home().meters().unsubscribedByServer(why.code());
    session.push(subscription.channel(), new UnsubscribePush(why.code(), why.reason()));
  }
}
