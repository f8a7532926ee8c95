package io.gyre.core.session;

import io.gyre.core.channel.PublishRule;
import io.gyre.core.channel.SubscriptionType;
import io.gyre.core.channel.Verdict;
import io.gyre.core.errors.ClientErrors;
import io.gyre.core.errors.Disconnects;
import io.gyre.core.hub.Hub;
import io.gyre.protocol.Command;
import io.gyre.protocol.PublishResult;
import io.gyre.spi.channel.ClientInfo;
import io.gyre.spi.error.ClientError;

/** Publishes on a client's behalf. Holds no state of its own. */
final class PublishHandler {
  private static final byte[] NOTHING = new byte[0];

  private final BackendCalls backend;
  private final EngineCalls engine;
  private final Publishing publishing;
  private final Hub hub;

  PublishHandler(Environment environment, EngineCalls engine, BackendCalls backend) {
    this.backend = backend;
    this.engine = engine;
    this.publishing = new Publishing(environment);
    this.hub = environment.hub();
  }

  void handle(ClientSession session, Command.Publish command, Responder responder) {
    String channel = command.channel();
    if (channel.isEmpty()) {
      session.close(Disconnects.BAD_REQUEST);
      return;
    }
    Settings settings = session.settings();
    if (command.type() == SubscriptionType.MAP.wire()) {
      responder.error(refusal(settings, channel));
      return;
    }
    var namespace = settings.namespaces().of(channel);
    if (namespace.isPresent() && !publishing.accepts(settings, namespace.get(), command.data())) {
      responder.error(ClientErrors.BAD_REQUEST);
      return;
    }
    boolean subscribed = session.subscriptions().isLive(channel);
    switch (settings.permissions().publish(channel, session.user(), subscribed)) {
      case PublishRule.Denied(Verdict verdict) -> responder.error(Verdicts.error(verdict));
      case PublishRule.Allowed _ -> publish(session, channel, command.data(), false, responder);
      case PublishRule.ByProxy(String name) ->
          backend.publish(
              session,
              name,
              command,
              reply ->
                  publish(
                      session,
                      channel,
                      reply.data().length == 0 ? command.data() : reply.data(),
                      reply.skipHistory(),
                      responder),
              responder::fail);
      case PublishRule.IntoStream _ -> responder.error(ClientErrors.NOT_AVAILABLE);
    }
  }

  /** Why nobody puts a key into a channel that has none. */
  private static ClientError refusal(Settings settings, String channel) {
    Verdict name = settings.namespaces().check(channel);
    return Verdicts.error(name == Verdict.ALLOWED ? Verdict.PERMISSION_DENIED : name);
  }

  private void publish(
      ClientSession session,
      String channel,
      byte[] data,
      boolean skipHistory,
      Responder responder) {
    if (hub.overfull(channel)) {
      responder.error(ClientErrors.TOO_MANY_REQUESTS);
      return;
    }
    byte[] channelInfo =
        session.subscriptions().of(channel).map(Subscription::info).orElse(NOTHING);
    ClientInfo publisher = session.describe(channelInfo);
    PublishRequest request = PublishRequest.of(data, publisher, skipHistory);
    engine.call(
        session,
        () -> publishing.publish(channel, request),
        // The publisher's own publication is in the mailbox already: behind it, the reply comes
        // second, as clients know it. Who publishes faster than it can be delivered waits for it.
        _ -> hub.whenRoom(channel, session.home(), () -> responder.reply(new PublishResult())),
        responder::fail);
  }
}
