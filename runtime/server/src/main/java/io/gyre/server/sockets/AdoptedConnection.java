package io.gyre.server.sockets;

import io.gyre.server.guard.GuardedPort;
import io.gyre.spi.error.Disconnect;
import io.gyre.spi.error.DisconnectException;
import io.gyre.spi.transport.ConnectionInfo;
import io.gyre.spi.transport.Session;
import io.gyre.spi.web.WireCodec;
import io.gyre.spi.web.WireTimes;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A connection between the HTTP server and a shard: the server calls it once, on its last thread.
 */
final class AdoptedConnection implements ServerConnection {
  private static final Disconnect SHUTDOWN = new Disconnect(3001, "shutdown");

  private final AdoptedSockets sockets;
  private final ConnectionContext context;
  private final ConnectionInfo info;
  private final WireCodec codec;
  private final WireTimes times;
  private Runnable atEnd = () -> {};
  private volatile @Nullable SocketConnection carried;
  private volatile @Nullable ParkedLink parked;

  AdoptedConnection(
      AdoptedSockets sockets,
      ConnectionContext context,
      ConnectionInfo info,
      WireCodec codec,
      WireTimes times) {
    this.sockets = sockets;
    this.context = context;
    this.info = info;
    this.codec = codec;
    this.times = times;
  }

  /** Runs once when the socket is gone; set before {@link #handle}. */
  void atEnd(Runnable action) {
    atEnd = action;
  }

  @Override
  public void handle(Limit limit) {
    SocketConnection connection = new SocketConnection(codec, times, atEnd);
    Session session;
    try {
      session = sockets.gateway().open(connection, info);
    } catch (DisconnectException refused) {
      refuse(refused.disconnect());
      return;
    } catch (RuntimeException e) {
      atEnd.run();
      throw e;
    }
    move(connection, session);
  }

  /**
   * Does what {@link #handle} does, for a peer that can still be told otherwise that there is no
   * room for it.
   *
   * @throws DisconnectException if the server takes no more clients; then nothing has happened
   */
  void begin() {
    SocketConnection connection = new SocketConnection(codec, times, atEnd);
    move(connection, sockets.gateway().open(connection, info));
  }

  /** To the session's shard; a connection that cannot leave HTTP keeps the calling thread. */
  private void move(SocketConnection connection, Session session) {
    GuardedPort.release(context);
    ShardLoop loop = sockets.loops().loop(session.shard());
    if (sockets.detach().possible(context)) {
      detach(connection, session, loop);
    } else {
      park(connection, session, loop);
    }
  }

  private void refuse(Disconnect disconnect) {
    try {
      context.dataWriter().writeNow(BufferData.create(codec.farewell(disconnect)));
    } finally {
      atEnd.run();
    }
  }

  private void detach(SocketConnection connection, Session session, ShardLoop loop) {
    Detach.Taken taken = sockets.detach().take(context);
    SocketChannel channel = taken.channel();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      loop.execute(() -> loop.attach(connection, session, taken));
    } catch (IOException | RejectedExecutionException gone) {
      close(channel);
      connection.abandon(session);
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException alreadyGone) {
      // the descriptor is released either way
    }
  }

  private void park(SocketConnection connection, Session session, ShardLoop loop) {
    ParkedLink link = new ParkedLink(context, loop, connection);
    try {
      loop.execute(() -> loop.attach(connection, session, link, new byte[0]));
      carried = connection;
      parked = link;
    } catch (RejectedExecutionException stopped) {
      connection.abandon(session);
      return;
    }
    link.carry();
  }

  /** The server does not judge whether a connection of ours is idle: sessions do. */
  @Override
  public Duration idleTime() {
    return Duration.ZERO;
  }

  /**
   * The server stops, and interrupts its threads next. A detached connection has left its care; a
   * parked one says goodbye first.
   */
  @Override
  public void close(boolean interrupt) {
    ParkedLink link = parked;
    SocketConnection connection = carried;
    if (link == null || connection == null) {
      return;
    }
    link.post(() -> connection.leave(SHUTDOWN));
    try {
      link.awaitLastWord();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
