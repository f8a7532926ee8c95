package io.gyre.core.session;

import io.gyre.core.backend.Strand;
import io.gyre.core.errors.Disconnects;
import io.gyre.core.errors.Unsubscribe;
import io.gyre.core.hub.Message;
import io.gyre.core.hub.Shard;
import io.gyre.core.hub.Wire;
import io.gyre.core.meter.FrameType;
import io.gyre.protocol.Command;
import io.gyre.protocol.ConnectPush;
import io.gyre.protocol.ConnectResult;
import io.gyre.protocol.DisconnectPush;
import io.gyre.protocol.NotJsonException;
import io.gyre.protocol.ProtocolException;
import io.gyre.protocol.Push;
import io.gyre.protocol.Result;
import io.gyre.spi.channel.ClientInfo;
import io.gyre.spi.error.ClientError;
import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.Connection;
import io.gyre.spi.transport.ConnectionInfo;
import io.gyre.spi.transport.Frame;
import io.gyre.spi.transport.Session;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One client: who it is, where it is in its life, and what it is subscribed to. {@link #receive}
 * and {@link #closed} may be called from any thread; everything else happens on the session's
 * shard.
 */
public final class ClientSession implements Session {
  private static final byte[] NOTHING = new byte[0];
  private static final Duration FADING = Duration.ofSeconds(5);

  /** So many calls may wait for an engine beside those for all subscriptions at once. */
  private static final int CALLS_WAITING = 256;

  private final Environment environment;
  private final CommandDispatcher dispatcher;
  private final Shard shard;
  private ConnectionInfo connection;
  private final String id;
  private final String clientId;
  private final Inbox inbox;
  private final Outbox outbox;
  private final Timers timers;
  private final Heartbeat heartbeat = new Heartbeat(this);
  private final Subscriptions subscriptions = new Subscriptions();

  @Nullable ClientSession nextOfUser;
  @Nullable ClientSession previousOfUser;

  private State state = State.FRESH;
  private String user = "";
  private byte[] info = NOTHING;
  private byte[] meta = NOTHING;
  private long expireAtSeconds;
  private boolean clientRefreshes;
  private boolean reserved;
  private boolean registered;
  private boolean fadesOut;
  private @Nullable Strand strand;

  /** Where a session is in its life. */
  enum State {
    /** Waits for the connect command. */
    FRESH,
    /** Is finding out who the client is. */
    CONNECTING,
    /** Takes commands. */
    CONNECTED,
    /** Could not connect: nothing is heard from it, or the next command ends it. */
    REFUSED,
    /** Over. */
    CLOSED
  }

  /** Begins a session on a shard; {@link #start} sets its clock going. */
  public ClientSession(
      Environment environment,
      CommandDispatcher dispatcher,
      Shard shard,
      Connection connection,
      ConnectionInfo info) {
    this.environment = environment;
    this.dispatcher = dispatcher;
    this.shard = shard;
    this.connection = info;
    this.clientId = environment.ids().next();
    this.id = info.emulated() || info.unidirectional() ? environment.ids().next() : clientId;
    Settings settings = environment.settings().get();
    int underWayMax = Math.max(1, settings.client().concurrency());
    this.inbox = new Inbox(this, dispatcher, Wire.decoder(info.encoding()), underWayMax);
    this.outbox =
        new Outbox(connection, info, shard.meters().transport(info.transport()), settings.client());
    this.timers = new Timers(shard, this);
    shard.countSession(1);
    if (info.emulated()) {
      environment.registry().publish(this);
    }
  }

  /** Sets the clock going: a client that does not connect in time is stale. */
  public void start() {
    if (state == State.FRESH) {
      var delay = environment.settings().get().client().staleCloseDelay();
      if (delay.isPositive()) {
        timers.expiry(nanoTime() + delay.toNanos());
      }
    }
  }

  // --- what the transport sees

  @Override
  public String id() {
    return id;
  }

  @Override
  public int shard() {
    return shard.index();
  }

  @Override
  public void receive(byte[] frame) {
    onShard(() -> take(frame));
  }

  @Override
  public void closed() {
    onShard(() -> close(Disconnects.CONNECTION_CLOSED));
  }

  @Override
  public void stalled() {
    onShard(() -> close(Disconnects.WRITE_ERROR));
  }

  private void onShard(Runnable task) {
    if (shard.inLoop()) {
      task.run();
      return;
    }
    try {
      shard.execute(task);
    } catch (RejectedExecutionException stopped) {
      // The shard closed all its sessions before it stopped: this one has nothing more to do.
    }
  }

  private void take(byte[] frame) {
    if (state == State.CLOSED) {
      return;
    }
    if (connection.unidirectional()) {
      takeUnidirectional(frame);
    } else if (state != State.REFUSED || connection.emulated()) {
      inbox.take(frame);
    }
  }

  private void takeUnidirectional(byte[] frame) {
    if (state != State.FRESH) {
      return; // a client that only listens has nothing more to say
    }
    try {
      Command.Connect request = Wire.decoder(connection.encoding()).connectRequest(frame);
      dispatcher.dispatch(this, request);
      settle();
    } catch (ProtocolException e) {
      close(Disconnects.BAD_REQUEST);
    }
  }

  /** Sends the replies of this turn and reads on if there is room again. */
  void settle() {
    if (state == State.CLOSED) {
      return;
    }
    outbox.flush();
    checkOverflow();
    inbox.readOn();
  }

  /** Begins a command; commands behind it wait while too many are under way. */
  Responder begin(Command command, FrameType type) {
    inbox.begun();
    outbox.meters().received(type, inbox.lastLength());
    return new Responder(this, command.id(), type);
  }

  /** Ends what {@link #begin} began. */
  void answered() {
    inbox.answered();
  }

  // --- state, for the handlers

  Environment environment() {
    return environment;
  }

  Settings settings() {
    return environment.settings().get();
  }

  Shard home() {
    return shard;
  }

  ConnectionInfo connection() {
    return connection;
  }

  /** The id other clients and the back end know. */
  public String clientId() {
    return clientId;
  }

  /** The user, empty for an anonymous one. */
  public String user() {
    return user;
  }

  byte[] meta() {
    return meta;
  }

  void meta(byte[] changed) {
    this.meta = changed;
  }

  State state() {
    return state;
  }

  void state(State changed) {
    this.state = changed;
  }

  /** Whether it is over. */
  public boolean isClosed() {
    return state == State.CLOSED;
  }

  boolean clientRefreshes() {
    return clientRefreshes;
  }

  Outbox outbox() {
    return outbox;
  }

  long nanoTime() {
    return shard.nanoTime();
  }

  Timers timers() {
    return timers;
  }

  Heartbeat heartbeat() {
    return heartbeat;
  }

  /** How long the message was whose commands are being read. */
  int receivedBytes() {
    return inbox.lastLength();
  }

  /** Calls of this session to engines that may block, in order; outlives the session's close. */
  Strand strand() {
    if (strand == null) {
      long jobsMax = CALLS_WAITING + 2L * settings().client().channelLimit();
      strand = new Strand(environment.calls().threads(), jobsMax);
    }
    return strand;
  }

  /** The client as others see it, in general or in a channel. */
  ClientInfo describe(byte[] channelInfo) {
    return new ClientInfo(clientId, user, info, channelInfo);
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  /** Becomes somebody, once. */
  void become(Credentials credentials) {
    reserved = true;
    user = credentials.user();
    info = credentials.info();
    meta = credentials.meta();
    clientRefreshes = credentials.clientRefreshes();
  }

  /** Changes what others see of the client. */
  void info(byte[] changed) {
    this.info = changed;
  }

  /** When the connection expires, in seconds since 1970; 0 for never. */
  long expireAtSeconds() {
    return expireAtSeconds;
  }

  /** Sets when the connection expires, in seconds since 1970, in a year at most; 0 for never. */
  void expireAt(long latest) {
    long seconds = Ttl.bounded(environment, latest);
    expireAtSeconds = seconds;
    if (seconds == 0) {
      timers.expiry(Timers.NEVER);
      return;
    }
    long leftMillis = seconds * 1000 - environment.clock().millis();
    long graceMillis = clientRefreshes ? settings().client().expiredCloseDelay().toMillis() : 0;
    timers.expiry(nanoTime() + Math.max(0, leftMillis + graceMillis) * 1_000_000);
  }

  /** Becomes one of its user's sessions, whom the back end can reach. */
  void register() {
    connection = environment.backend().kept(connection);
    outbox.meters().connected();
    registered = true;
    environment.meters().action("add_client");
    environment.registry().add(shard, this);
  }

  // --- sending

  /**
   * Adds the reply to a command; it leaves with the others of this turn.
   *
   * @throws NotJsonException if the encoding cannot carry it
   */
  void reply(long commandId, Result result, FrameType type) {
    Trace.reply(clientId, commandId, result);
    outbox.reply(commandId, result, type);
    if (!inbox.pumping()) {
      settle();
    }
  }

  /** Sends the result of connecting, as a reply or as a push. */
  void welcome(ConnectResult result, Responder responder) {
    if (connection.unidirectional()) {
      push("", new ConnectPush(result));
      responder.nothing();
    } else {
      responder.reply(result);
    }
  }

  /** Sends a push of this client alone. */
  void push(String channel, Push push) {
    if (state == State.CLOSED) {
      return;
    }
    try {
      Trace.push(clientId, channel, push);
      outbox.push(channel, push);
      checkOverflow();
    } catch (NotJsonException e) {
      close(Disconnects.INAPPROPRIATE_PROTOCOL);
    }
  }

  /** Sends a frame that may be shared with others. */
  void deliver(Frame frame, FrameType type) {
    if (state == State.CLOSED) {
      return;
    }
    if (frame == Message.UNENCODABLE) {
      close(Disconnects.INAPPROPRIATE_PROTOCOL);
      return;
    }
    outbox.send(frame, type);
    checkOverflow();
  }

  private void checkOverflow() {
    if (outbox.overflow()) {
      close(Disconnects.SLOW);
    }
  }

  // --- what time brings

  void onExpiry() {
    if (state == State.CONNECTED) {
      dispatcher.expired(this);
    } else {
      close(fadesOut ? Disconnects.CONNECTION_CLOSED : Disconnects.STALE);
    }
  }

  void onTick(long nowNanos) {
    dispatcher.tick(this, nowNanos);
  }

  void onInsufficientState(Subscription subscription) {
    dispatcher.unsubscribe(this, subscription, Unsubscribe.INSUFFICIENT_STATE);
  }

  // --- the end

  /**
   * The client may not come in. What it said behind its request is not looked at, and a connection
   * of its own ends without a word if the client does not end it.
   */
  void refuse() {
    if (state == State.CLOSED) {
      return;
    }
    state = State.REFUSED;
    inbox.clear();
    if (!connection.emulated()) {
      fadesOut = timers.expiryBy(nanoTime() + FADING.toNanos());
    }
  }

  /** Tells a transport that has an answer of its own for clients that may not connect. */
  void tellRefused(ClientError cause) {
    if (state != State.CLOSED) {
      outbox.refused(cause);
    }
  }

  /** Ends the session; what waits to be sent goes first, unless the client is too slow for it. */
  public void close(Disconnect disconnect) {
    if (state == State.CLOSED) {
      return;
    }
    outbox.flush();
    boolean untold = connection.unidirectional() || connection.emulated();
    if (untold && disconnect.code() != Disconnects.CONNECTION_CLOSED.code()) {
      // The code tells whether to reconnect; the field that said so is not sent, as in the
      // original.
      outbox.push("", new DisconnectPush(disconnect.code(), disconnect.reason(), false));
    }
    state = State.CLOSED;
    timers.stop();
    inbox.clear();
    outbox.close(disconnect);
    dispatcher.closed(this);
    environment.registry().withdraw(this);
    shard.countSession(-1);
    if (disconnect.code() != 3000) {
      shard.meters().disconnected(disconnect.code());
      if (!untold) {
        outbox.meters().closed(disconnect.code());
      }
    }
  }

  /** Gives back what the session holds of the node: its place and its entry among its user's. */
  void forget() {
    Registry registry = environment.registry();
    if (registered) {
      registered = false;
      environment.meters().action("remove_client");
      outbox.meters().disconnected();
      registry.remove(shard, this);
    }
    if (reserved) {
      reserved = false;
      registry.release(user);
    }
  }
}
