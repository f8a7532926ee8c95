package io.gyre.transport.grpc;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;

/** Tells the streams of a connection that it ended. Thread-safe. */
final class WatchedConnections implements ServerConnectionSelector {
  private final ServerConnectionSelector http2;
  private final OpenStreams streams;

  WatchedConnections(ServerConnectionSelector http2, OpenStreams streams) {
    this.http2 = http2;
    this.streams = streams;
  }

  @Override
  public int bytesToIdentifyConnection() {
    return http2.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return http2.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http2.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    return new Watched(http2.connection(context), context, streams);
  }

  private record Watched(ServerConnection inner, ConnectionContext context, OpenStreams streams)
      implements ServerConnection, InterruptableTask<Void> {

    @Override
    public void handle(Limit limit) throws InterruptedException {
      try {
        inner.handle(limit);
      } finally {
        streams.ended(context.remotePeer().address());
      }
    }

    @Override
    public Duration idleTime() {
      return inner.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
      inner.close(interrupt);
    }

    @Override
    public boolean canInterrupt() {
      return !(inner instanceof InterruptableTask<?> task) || task.canInterrupt();
    }

    @Override
    public Void call() {
      throw new UnsupportedOperationException("the server calls handle");
    }
  }
}
