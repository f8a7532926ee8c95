package io.gyre.core.session;

import io.gyre.core.channel.Verdict;
import io.gyre.core.errors.Disconnects;
import io.gyre.core.hub.Wire;
import io.gyre.protocol.Command;
import io.gyre.protocol.PresenceResult;
import io.gyre.protocol.PresenceStatsResult;
import io.gyre.protocol.Result;
import io.gyre.spi.channel.ClientInfo;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Tells clients who is in a channel. Holds no state of its own. */
final class PresenceHandler {
  private final Environment environment;
  private final EngineCalls engine;

  PresenceHandler(Environment environment, EngineCalls engine) {
    this.environment = environment;
    this.engine = engine;
  }

  void handle(ClientSession session, Command.Presence command, Responder responder) {
    String channel = command.channel();
    environment.meters().action("presence");
    answer(
        session,
        channel,
        responder,
        () -> result(environment.engines().presence().presence(channel)));
  }

  void handle(ClientSession session, Command.PresenceStats command, Responder responder) {
    String channel = command.channel();
    environment.meters().action("presence_stats");
    answer(
        session,
        channel,
        responder,
        () -> {
          var stats = environment.engines().presence().stats(channel);
          return new PresenceStatsResult(stats.clients(), stats.users());
        });
  }

  private void answer(
      ClientSession session, String channel, Responder responder, Supplier<Result> question) {
    if (channel.isEmpty()) {
      session.close(Disconnects.BAD_REQUEST);
      return;
    }
    Verdict verdict =
        session
            .settings()
            .permissions()
            .presence(channel, session.user(), session.subscriptions().isLive(channel));
    if (verdict != Verdict.ALLOWED) {
      responder.error(Verdicts.error(verdict));
      return;
    }
    engine.call(session, question, responder::reply, responder::fail);
  }

  private static PresenceResult result(Collection<ClientInfo> clients) {
    Map<String, io.gyre.protocol.ClientInfo> byClient = HashMap.newHashMap(clients.size());
    clients.forEach(client -> byClient.put(client.client(), Wire.info(client)));
    return new PresenceResult(byClient);
  }
}
