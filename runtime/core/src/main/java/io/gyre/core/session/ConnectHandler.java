package io.gyre.core.session;

import io.gyre.core.errors.ClientErrors;
import io.gyre.core.errors.Disconnects;
import io.gyre.core.hub.Shard;
import io.gyre.core.session.Subscribing.Caught;
import io.gyre.protocol.Command;
import io.gyre.protocol.ConnectResult;
import io.gyre.protocol.SubscribeResult;
import io.gyre.spi.auth.ConnectClaims;
import io.gyre.spi.auth.TokenRejected;
import io.gyre.spi.error.ClientErrorException;
import io.gyre.spi.error.DisconnectException;
import io.gyre.spi.proxy.ConnectReply;
import io.gyre.spi.proxy.ProxyKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets clients in: finds out who they are and begins what the server subscribes them to. */
final class ConnectHandler {
  private final Environment environment;
  private final Subscribing subscribing;
  private final BackendCalls backend;
  private final Tokens tokens;

  ConnectHandler(Environment environment, Subscribing subscribing, BackendCalls backend) {
    this.environment = environment;
    this.subscribing = subscribing;
    this.backend = backend;
    this.tokens = new Tokens(environment);
  }

  void handle(ClientSession session, Command.Connect request, Responder responder) {
    session.state(ClientSession.State.CONNECTING);
    if (!request.token().isEmpty()) {
      tokens.connection(
          session,
          request.token(),
          claims -> byClaims(session, request, claims, responder),
          rejected -> refuse(session, failure(rejected), responder),
          failed -> refuse(session, failed, responder));
    } else if (backend.asks(ProxyKind.CONNECT)) {
      backend.connect(
          session,
          request,
          reply -> accept(session, request, of(reply, clientRefreshes()), responder),
          failed -> refuse(session, failed, responder));
    } else {
      byConfiguration(session)
          .ifPresentOrElse(
              credentials -> accept(session, request, credentials, responder),
              () -> refuse(session, new DisconnectException(Disconnects.BAD_REQUEST), responder));
    }
  }

  private static RuntimeException failure(TokenRejected rejected) {
    return switch (rejected.reason()) {
      case EXPIRED -> new ClientErrorException(ClientErrors.TOKEN_EXPIRED);
      case INVALID -> new DisconnectException(Disconnects.INVALID_TOKEN);
    };
  }

  private void byClaims(
      ClientSession session, Command.Connect request, ConnectClaims claims, Responder responder) {
    if (claims.user().isEmpty()
        && session.settings().client().disallowAnonymousConnectionTokens()) {
      refuse(session, new DisconnectException(Disconnects.PERMISSION_DENIED), responder);
      return;
    }
    boolean insecure = session.settings().client().insecure();
    accept(
        session,
        request,
        new Credentials(
            claims.user(),
            insecure ? null : claims.expireAt(),
            claims.info(),
            claims.meta(),
            new byte[0],
            claims.subscriptions(),
            clientRefreshes(),
            Credentials.Origin.TOKEN),
        responder);
  }

  private boolean clientRefreshes() {
    return !backend.asks(ProxyKind.REFRESH);
  }

  private static Credentials of(ConnectReply reply, boolean clientRefreshes) {
    return new Credentials(
        reply.user(),
        reply.expireAt(),
        reply.info(),
        reply.meta(),
        reply.data(),
        reply.subscriptions(),
        clientRefreshes,
        Credentials.Origin.BACK_END);
  }

  /** Who a client is that brought no token: nobody where that is allowed, or named by a header. */
  private Optional<Credentials> byConfiguration(ClientSession session) {
    var client = session.settings().client();
    if (client.allowAnonymousConnectWithoutToken() || client.insecure()) {
      return Optional.of(Credentials.of("", clientRefreshes(), Credentials.Origin.NOBODY));
    }
    String header = client.userIdHttpHeader();
    if (!header.isEmpty()) {
      String user =
          session.connection().headers().getOrDefault(header.toLowerCase(Locale.ROOT), "");
      if (!user.isEmpty()) {
        return Optional.of(Credentials.of(user, clientRefreshes(), Credentials.Origin.HEADER));
      }
    }
    return Optional.empty();
  }

  private void refuse(ClientSession session, RuntimeException failure, Responder responder) {
    session.refuse();
    if (session.connection().unidirectional()) {
      session.tellRefused(UnidirectionalErrors.cause(failure));
      session.close(UnidirectionalErrors.disconnect(session.settings(), failure));
      responder.nothing();
    } else {
      responder.fail(failure);
    }
  }

  private void accept(
      ClientSession session,
      Command.Connect request,
      Credentials credentials,
      Responder responder) {
    if (session.isClosed()) {
      responder.nothing();
      return;
    }
    var expireAt = credentials.expireAt();
    if (expireAt != null && expireAt.getEpochSecond() <= environment.nowSeconds()) {
      refuse(session, new ClientErrorException(ClientErrors.EXPIRED), responder);
      return;
    }
    List<Grant> grants;
    try {
      grants = ServerGrants.atConnect(session.settings(), credentials, request);
    } catch (ClientErrorException | DisconnectException refused) {
      refuse(session, refused, responder);
      return;
    }
    int max = session.settings().client().userConnectionLimit();
    if (!environment.registry().reserve(credentials.user(), max)) {
      refuse(session, new DisconnectException(Disconnects.CONNECTION_LIMIT), responder);
      return;
    }
    session.become(credentials);
    if (credentials.isPersonal()) {
      takePlaceOfOthers(session);
    }
    begin(session, credentials, grants, responder);
  }

  /** Where a user may have one connection only, the newest stays. */
  private void takePlaceOfOthers(ClientSession session) {
    var personal = session.settings().client().subscribeToUserPersonalChannel();
    String user = session.user();
    if (!personal.enabled() || !personal.singleConnection()) {
      return;
    }
    Registry registry = environment.registry();
    for (Shard shard : environment.hub().shards()) {
      Runnable task =
          () ->
              registry.forEachOfUser(
                  shard,
                  user,
                  other -> {
                    if (!other.clientId().equals(session.clientId())) {
                      other.close(Disconnects.CONNECTION_LIMIT);
                    }
                  });
      if (shard.inLoop()) {
        task.run();
      } else {
        shard.execute(task);
      }
    }
  }

  private void begin(
      ClientSession session, Credentials credentials, List<Grant> grants, Responder responder) {
    Gathering gathering = new Gathering(session, credentials, grants.size(), responder);
    for (Grant grant : grants) {
      subscribing.begin(session, grant, gathering::caught, gathering::failed);
    }
    gathering.finishIfComplete();
  }

  /** Waits for all subscriptions of a connect; one that fails makes the connect fail. */
  private final class Gathering {
    private final ClientSession session;
    private final Credentials credentials;
    private final Responder responder;
    private final int expected;
    private final List<Caught> caught = new ArrayList<>();
    private int failures;
    private @Nullable RuntimeException failure;
    private boolean finished;

    Gathering(ClientSession session, Credentials credentials, int expected, Responder responder) {
      this.session = session;
      this.credentials = credentials;
      this.expected = expected;
      this.responder = responder;
    }

    void caught(Caught one) {
      caught.add(one);
      finishIfComplete();
    }

    void failed(RuntimeException reason) {
      failures++;
      failure = reason;
      finishIfComplete();
    }

    void finishIfComplete() {
      if (finished || caught.size() + failures < expected) {
        return;
      }
      finished = true;
      RuntimeException reason = failure;
      if (session.isClosed()) {
        responder.nothing();
      } else if (reason == null) {
        welcome(session, credentials, caught, responder);
      } else {
        session.subscriptions().all().forEach(one -> subscribing.end(session, one));
        session.forget();
        refuse(session, reason, responder);
      }
    }
  }

  private void welcome(
      ClientSession session, Credentials credentials, List<Caught> caught, Responder responder) {
    var expireAt = credentials.expireAt();
    session.state(ClientSession.State.CONNECTED);
    session.register();
    session.expireAt(expireAt == null ? 0 : expireAt.getEpochSecond());
    session.heartbeat().begin();
    session.welcome(result(session, credentials, caught), responder);
    caught.forEach(one -> subscribing.goLive(session, one));
  }

  private ConnectResult result(
      ClientSession session, Credentials credentials, List<Caught> caught) {
    var client = session.settings().client();
    var connection = session.connection();
    var result =
        ConnectResult.builder()
            .client(session.clientId())
            .version(environment.node().version())
            .data(credentials.data())
            .subs(results(caught));
    if (session.expireAtSeconds() > 0 && session.clientRefreshes()) {
      result.expires(true).ttl(Ttl.until(environment, session.expireAtSeconds()));
    }
    if (client.pingInterval().isPositive() && !connection.ownPing()) {
      result
          .ping(client.pingInterval().toSeconds())
          .pong(client.pongTimeout().isPositive() && !connection.unidirectional());
    }
    if (connection.emulated() || connection.unidirectional()) {
      result.session(session.id());
    }
    if (connection.emulated()) {
      result.node(environment.node().id());
    }
    if (client.connectIncludeServerTime()) {
      result.time(environment.clock().millis());
    }
    return result.build();
  }

  private static Map<String, SubscribeResult> results(List<Caught> caught) {
    Map<String, SubscribeResult> results = HashMap.newHashMap(caught.size());
    caught.forEach(one -> results.put(one.subscription().channel(), one.result()));
    return results;
  }

  /** Undoes what a session had when it closed. */
  void closed(ClientSession session) {
    session.subscriptions().all().forEach(one -> subscribing.end(session, one));
    session.forget();
  }
}
