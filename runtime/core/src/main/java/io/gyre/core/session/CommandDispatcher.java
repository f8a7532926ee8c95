package io.gyre.core.session;

import io.gyre.core.errors.Disconnects;
import io.gyre.core.errors.Unsubscribe;
import io.gyre.core.meter.FrameType;
import io.gyre.protocol.Command;
import java.util.List;

/**
 * Sends each command of a session to its handler. Holds no state but the handlers; serves the
 * sessions of all shards.
 */
public final class CommandDispatcher {
  private final ConnectHandler connect;
  private final SubscribeHandler subscribe;
  private final Subscribing subscribing;
  private final PublishHandler publish;
  private final PresenceHandler presence;
  private final HistoryHandler history;
  private final RpcHandler rpc;
  private final RefreshHandler refresh;
  private final Housekeeping housekeeping;

  /** Makes the handlers. */
  public CommandDispatcher(Environment environment) {
    EngineCalls engine = new EngineCalls(environment);
    List<Replays> replays = environment.hub().shards().stream().map(_ -> new Replays()).toList();
    this.subscribing = new Subscribing(environment, engine, replays);
    BackendCalls backend = new BackendCalls(environment);
    this.connect = new ConnectHandler(environment, subscribing, backend);
    this.subscribe = new SubscribeHandler(environment, subscribing, backend);
    this.publish = new PublishHandler(environment, engine, backend);
    this.rpc = new RpcHandler(backend);
    this.presence = new PresenceHandler(environment, engine);
    this.history = new HistoryHandler(environment, engine, replays);
    this.refresh = new RefreshHandler(environment, backend, subscribing);
    this.housekeeping = new Housekeeping(environment, engine, subscribing, refresh);
  }

  /** Handles one command, at once or in a while. */
  void dispatch(ClientSession session, Command command) {
    Trace.in(session.clientId(), command);
    if (session.state() != ClientSession.State.CONNECTED) {
      first(session, command);
      return;
    }
    if (command.id() == 0 && !(command instanceof Command.Send)) {
      session.heartbeat().pong(); // whatever else it asks for
      return;
    }
    switch (command) {
      case Command.Send _ -> session.close(Disconnects.NOT_AVAILABLE);
      case Command.Subscribe c ->
          subscribe.handle(session, c, session.begin(c, FrameType.SUBSCRIBE));
      case Command.Unsubscribe c ->
          subscribe.handle(session, c, session.begin(c, FrameType.UNSUBSCRIBE));
      case Command.Publish c -> publish.handle(session, c, session.begin(c, FrameType.PUBLISH));
      case Command.Presence c -> presence.handle(session, c, session.begin(c, FrameType.PRESENCE));
      case Command.PresenceStats c ->
          presence.handle(session, c, session.begin(c, FrameType.PRESENCE_STATS));
      case Command.History c -> history.handle(session, c, session.begin(c, FrameType.HISTORY));
      case Command.Rpc c -> rpc.handle(session, c, session.begin(c, FrameType.RPC));
      case Command.Refresh c -> refresh.handle(session, c, session.begin(c, FrameType.REFRESH));
      case Command.SubRefresh c ->
          refresh.handle(session, c, session.begin(c, FrameType.SUB_REFRESH));
      case Command.Connect _, Command.Ping _, Command.Pong _, Command.Unknown _ ->
          session.close(Disconnects.BAD_REQUEST);
    }
  }

  private void first(ClientSession session, Command command) {
    boolean unidirectional = session.connection().unidirectional();
    if (session.state() == ClientSession.State.FRESH
        && command instanceof Command.Connect request
        && (request.id() != 0 || unidirectional)) {
      connect.handle(session, request, session.begin(request, FrameType.CONNECT));
    } else {
      session.close(Disconnects.BAD_REQUEST);
    }
  }

  /** The connection's time is over. */
  void expired(ClientSession session) {
    refresh.expired(session);
  }

  /** Looks after a session's subscriptions. */
  void tick(ClientSession session, long nowNanos) {
    housekeeping.tick(session, nowNanos);
  }

  /** Ends a subscription on the server's initiative. */
  void unsubscribe(ClientSession session, Subscription subscription, Unsubscribe why) {
    subscribing.endByServer(session, subscription, why);
  }

  /** Undoes what a session had when it closed. */
  void closed(ClientSession session) {
    connect.closed(session);
  }

  /** Subscribes a connected client on the back end's wish. */
  public Subscribing subscribing() {
    return subscribing;
  }

  /** Prolongs or ends connections on the back end's wish. */
  public RefreshHandler refresh() {
    return refresh;
  }
}
