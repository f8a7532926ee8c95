package io.gyre.server.guard;

import io.gyre.spi.web.SurroundedConnections;
import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The guard of one HTTP port. Sockets come by {@link #socketOptions}, and each protocol of the port
 * has to be wrapped: a connection that none of them claims is ended after the time for a head.
 * Thread-safe.
 */
public final class GuardedPort implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  private final Peers peers;
  private final Descriptors descriptors = Descriptors.ofProcess();
  private @Nullable Thread watch;

  /** A guard that {@link #open} wakes up; requests that repeat may take the short cut. */
  public GuardedPort(RequestLimits limits, Optional<ShortCut> shortCut) {
    this.peers = new Peers(limits, shortCut, System::nanoTime);
  }

  /** What the HTTP server applies to each socket that it accepts. */
  public SocketOptions socketOptions() {
    return new AcceptedSockets(
        SocketOptions.builder().tcpNoDelay(true).build(), peers, descriptors);
  }

  /** The settings of the HTTP/1.1 part. */
  public static Http1Config http1(RequestLimits limits) {
    return Http1Config.builder()
        .maxPrologueLength(limits.headBytes())
        .maxHeadersSize(limits.headBytes())
        .addReceiveListener(new RequestCheck())
        .addSendListener(new ResponseCheck())
        .build();
  }

  /** The HTTP/1.1 part, whose bytes are checked on their way; takes all that is not HTTP/2. */
  public ServerConnectionSelector http1(ServerConnectionSelector http1) {
    return new GuardedHttp1(http1, peers);
  }

  /** Another protocol, which bounds its peers by itself. */
  public ServerConnectionSelector other(ServerConnectionSelector protocol) {
    return new SurroundedConnections(
        protocol,
        (surrounded, context) -> {
          peers.forget(context.remotePeer().address());
          return surrounded.connection(context);
        });
  }

  /** What the HTTP server itself knows as the connection. */
  public static ConnectionContext bare(ConnectionContext context) {
    return context instanceof GuardedContext guarded ? guarded.inner() : context;
  }

  /** HTTP ends on this connection: what comes from now on is somebody else's. */
  public static void release(ConnectionContext context) {
    if (context instanceof GuardedContext guarded) {
      guarded.bytes().release();
    }
  }

  /** How many connections are looked after. */
  public int connections() {
    return peers.count();
  }

  /** Begins to end connections that take too long. */
  public synchronized void open() {
    if (watch == null) {
      watch = Thread.ofVirtual().name("http-guard").start(this::watch);
    }
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(LOOK_EVERY);
        peers.look();
      }
    } catch (InterruptedException closed) {
      // the port is
    }
  }

  @Override
  public synchronized void close() {
    if (watch != null) {
      watch.interrupt();
      watch = null;
    }
  }
}
