package io.gyre.core.session;

import io.gyre.core.channel.Verdict;
import io.gyre.core.errors.ClientErrors;
import io.gyre.core.errors.Disconnects;
import io.gyre.protocol.Command;
import io.gyre.protocol.HistoryResult;
import io.gyre.spi.channel.HistoryPage;
import io.gyre.spi.channel.HistoryQuery;
import io.gyre.spi.channel.StreamPosition;
import java.util.List;

/** Tells clients what was published. Holds no state of its own. */
final class HistoryHandler {
  private final Environment environment;
  private final EngineCalls engine;
  private final List<Replays> replays; // of each shard, touched by its thread only

  HistoryHandler(Environment environment, EngineCalls engine, List<Replays> replays) {
    this.environment = environment;
    this.engine = engine;
    this.replays = replays;
  }

  void handle(ClientSession session, Command.History command, Responder responder) {
    String channel = command.channel();
    if (channel.isEmpty()) {
      session.close(Disconnects.BAD_REQUEST);
      return;
    }
    Settings settings = session.settings();
    Verdict verdict =
        settings
            .permissions()
            .history(channel, session.user(), session.subscriptions().isLive(channel));
    if (verdict != Verdict.ALLOWED) {
      responder.error(Verdicts.error(verdict));
      return;
    }
    HistoryQuery query = query(settings, command);
    if (Streams.isBeforeTheFirst(query)) {
      responder.error(ClientErrors.BAD_REQUEST);
      return;
    }
    environment.meters().action("history");
    engine.call(
        session,
        () -> environment.engines().broker().history(channel, query),
        page -> answer(session, channel, query, page, responder),
        responder::fail);
  }

  private static HistoryQuery query(Settings settings, Command.History command) {
    int max = settings.client().historyMaxPublicationLimit();
    boolean tooMany = max > 0 && (command.limit() < 0 || command.limit() > max);
    int limit = tooMany ? max : command.limit();
    var since = command.since();
    var namespace = settings.namespaces().of(command.channel()).orElseThrow();
    return new HistoryQuery(
        since == null ? null : new StreamPosition(since.offset(), since.epoch()),
        limit,
        command.reverse(),
        Streams.metaTtl(settings, namespace));
  }

  private void answer(
      ClientSession session,
      String channel,
      HistoryQuery query,
      HistoryPage page,
      Responder responder) {
    StreamPosition since = query.since();
    StreamPosition top = page.top();
    if (since != null && !since.epoch().isEmpty() && !since.epoch().equals(top.epoch())) {
      responder.error(ClientErrors.UNRECOVERABLE_POSITION);
      return;
    }
    var publications =
        replays
            .get(session.home().index())
            .run(
                query.reverse() ? Replays.Purpose.REVERSED : Replays.Purpose.HISTORY,
                channel,
                top.epoch(),
                page.publications());
    responder.reply(new HistoryResult(publications, top.epoch(), top.offset()));
  }
}
