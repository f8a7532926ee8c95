package io.gyre.http2;

import io.helidon.common.socket.SocketWriterException;
import io.helidon.http.http2.Http2ErrorCode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs what serves the requests of a connection, on the server's executor, so that it knows its
 * {@link RequestStream}. The server submits it on the thread that reads, before it reads on.
 */
final class StreamTasks extends AbstractExecutorService {
  private final ExecutorService server;
  private final Supplier<RequestStream> latest;
  private final FrameWriter peer;
  private final Streams streams;

  StreamTasks(
      ExecutorService server, Supplier<RequestStream> latest, FrameWriter peer, Streams streams) {
    this.server = server;
    this.latest = latest;
    this.peer = peer;
    this.streams = streams;
  }

  @Override
  public Future<?> submit(Runnable task) {
    RequestStream stream = latest.get();
    return server.submit(() -> run(stream, task));
  }

  private void run(RequestStream stream, Runnable task) {
    try {
      ScopedValue.where(RequestStream.CURRENT, stream).run(task);
    } catch (SocketWriterException | UncheckedIOException peerGone) {
      throw peerGone;
    } catch (RuntimeException failure) {
      if (stream.owed()) { // the server would leave the peer waiting
        streams.abandon(stream.id());
        peer.send(Frame.ofNumber(Frame.RST_STREAM, stream.id(), Http2ErrorCode.INTERNAL.code()));
      }
      throw failure;
    }
  }

  @Override
  public void execute(Runnable task) {
    server.execute(task);
  }

  @Override
  public void shutdown() {
    server.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return server.shutdownNow();
  }

  @Override
  public boolean isShutdown() {
    return server.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return server.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return server.awaitTermination(timeout, unit);
  }
}
