package io.gyre.transport.grpc;

import static java.util.Objects.requireNonNullElse;

import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.gyre.protocol.ProtobufDecoder;
import io.gyre.protocol.ProtocolException;
import io.gyre.spi.error.Disconnect;
import io.gyre.spi.error.DisconnectException;
import io.gyre.spi.transport.ClientGateway;
import io.gyre.spi.transport.Connection;
import io.gyre.spi.transport.ConnectionInfo;
import io.gyre.spi.transport.Encoding;
import io.gyre.spi.transport.Frame;
import io.gyre.spi.transport.Session;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One stream: the session adds messages, and a virtual thread of the stream writes them, because
 * writing blocks while the peer takes nothing. How much may wait is the session's business, which
 * is told at each {@link #send}. Thread-safe.
 */
final class ConsumeStream extends ServerCall.Listener<byte[]> implements Connection {
  private static final System.Logger LOG = System.getLogger("gyre.transport.uni_grpc");
  private static final int GONE_CODE = 3000;
  private static final int SLOW_CODE = 3008;
  private static final Duration LAST_WRITE_TIME = Duration.ofSeconds(5);
  private static final SocketAddress UNKNOWN = InetSocketAddress.createUnresolved("unknown", 0);

  private final ServerCall<byte[], byte[]> call;
  private final ClientGateway gateway;
  private final OpenStreams streams;
  private final SocketAddress peer;
  private final ConnectionInfo info;
  private final CountDownLatch done = new CountDownLatch(1);
  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private boolean ended;
  private boolean gone;
  private byte @Nullable [] request;
  private @Nullable Thread writer;

  ConsumeStream(
      ServerCall<byte[], byte[]> call,
      Metadata headers,
      ClientGateway gateway,
      OpenStreams streams) {
    this.call = call;
    this.gateway = gateway;
    this.streams = streams;
    this.peer =
        requireNonNullElse(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR), UNKNOWN);
    this.info =
        new ConnectionInfo(
            "uni_grpc", Encoding.PROTOBUF, true, false, false, text(peer), texts(headers));
  }

  private static String text(SocketAddress address) {
    if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
      return inet.getAddress().getHostAddress() + ":" + inet.getPort();
    }
    return address.toString();
  }

  private static Map<String, String> texts(Metadata headers) {
    Map<String, String> texts = new HashMap<>();
    for (String name : headers.keys()) {
      if (!name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
        Iterable<String> values =
            headers.getAll(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
        if (values != null) {
          texts.put(name, String.join(",", values));
        }
      }
    }
    return texts;
  }

  /** The other end of the connection, which other streams may share. */
  SocketAddress peer() {
    return peer;
  }

  // --- what comes from the peer

  @Override
  public synchronized void onMessage(byte[] message) {
    if (request == null) {
      request = message;
    }
  }

  @Override
  public synchronized void onHalfClose() {
    byte[] connect = request;
    if (writer == null && connect != null && !gone) {
      writer = Thread.ofVirtual().name("uni-grpc").start(() -> serve(connect));
    } else if (connect == null) {
      finish(Status.INTERNAL.withDescription("no request"));
    }
  }

  @Override
  public synchronized void onCancel() {
    gone = true;
    end();
  }

  // --- what the session wants

  @Override
  public synchronized int send(Frame frame) {
    if (ended) {
      return 0;
    }
    waiting.add(frame.payload());
    waitingBytes += frame.payload().length;
    notifyAll();
    return waitingBytes;
  }

  @Override
  public synchronized void close(Disconnect disconnect) {
    if (ended) {
      return;
    }
    if (disconnect.code() == SLOW_CODE || disconnect.code() == GONE_CODE) {
      drop();
    }
    end();
  }

  /** The only message of the peer was its first. */
  @Override
  public void readable(boolean wanted) {}

  private void drop() {
    waiting.clear();
    waitingBytes = 0;
  }

  private synchronized void end() {
    if (gone) {
      drop();
    }
    if (!ended) {
      ended = true;
      notifyAll();
      Thread.ofVirtual().name("uni-grpc-end").start(this::cutIfStuck);
    }
  }

  /** A peer that takes nothing would hold the writing thread for long. */
  private void cutIfStuck() {
    try {
      if (!done.await(LAST_WRITE_TIME.toMillis(), TimeUnit.MILLISECONDS)) {
        interruptWriter();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void interruptWriter() {
    if (writer != null) {
      writer.interrupt();
    }
  }

  // --- the writing thread

  private void serve(byte[] connect) {
    try {
      ProtobufDecoder.INSTANCE.connectRequest(connect);
      Session session = gateway.open(this, info);
      streams.add(this);
      try {
        session.receive(connect);
        write();
      } finally {
        streams.remove(this);
        session.closed();
      }
    } catch (ProtocolException malformed) {
      finish(Status.INTERNAL.withDescription("malformed request"));
    } catch (DisconnectException full) {
      finish(Status.UNAVAILABLE.withDescription(full.getMessage()));
    } catch (InterruptedException | RuntimeException peerGone) {
      LOG.log(Level.DEBUG, "stream cut peer={0} reason={1}", info.remote(), peerGone);
    } finally {
      done.countDown();
    }
  }

  private void write() throws InterruptedException {
    call.sendHeaders(new Metadata());
    for (var message = take(); message.isPresent(); message = take()) {
      call.sendMessage(message.get());
    }
    if (!isGone()) {
      finish(Status.OK);
    }
  }

  private void finish(Status status) {
    call.close(status, new Metadata());
  }

  private synchronized boolean isGone() {
    return gone;
  }

  /** Waits for something to write; nothing at the end of the stream. */
  private synchronized Optional<byte[]> take() throws InterruptedException {
    while (waiting.isEmpty() && !ended) {
      wait();
    }
    byte[] message = waiting.poll();
    if (message == null) {
      return Optional.empty();
    }
    waitingBytes -= message.length;
    return Optional.of(message);
  }
}
