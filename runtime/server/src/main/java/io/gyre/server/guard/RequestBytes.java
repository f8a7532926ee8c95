package io.gyre.server.guard;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a connection on their way to the HTTP server. Knows where in a request they are, so
 * how long to wait for them and how many there may be. Used by the thread that serves the
 * connection; another one that reads beside it, to notice the peer's end, gets bytes as they are.
 */
final class RequestBytes implements Supplier<byte @Nullable []> {
  /** Of a body that nobody wants, this much is read for the sake of the next request. */
  private static final int UNWANTED_BYTES_MAX = 256 * 1024;

  private static final Status HEAD_TOO_LARGE =
      Status.create(431, "Request Header Fields Too Large");

  private static final int METHOD_BYTES_MAX = 32;
  private static final byte[] NOTHING = {};

  private final ConnectionContext connection;
  private final DataWriter writer;
  private final Peer peer;
  private final Peers peers;
  private final RequestLimits limits;
  private final Thread owner = Thread.currentThread();
  private final Optional<Shuttle> shuttle;

  private Phase phase = Phase.FIRST;
  private long began;
  private int headBytes;
  private long bodyLeft;
  private @Nullable ChunkedBody chunks;
  private byte[] rewritten = NOTHING;

  /** What came behind a request: the server sees it when it asks for the next one. */
  private byte[] held = NOTHING;

  private int unwanted;
  private boolean responded;
  private boolean old;
  private boolean last;
  private boolean ended;
  private volatile boolean released;

  private enum Phase {
    /** Nothing came yet, as far as we know. */
    FIRST,
    /** Between two requests. */
    BETWEEN,
    HEAD,
    BODY
  }

  RequestBytes(ConnectionContext connection, DataWriter writer, Peer peer, Peers peers) {
    this.connection = connection;
    this.writer = writer;
    this.peer = peer;
    this.peers = peers;
    this.limits = peers.limits();
    this.shuttle =
        connection.isSecure()
            ? Optional.empty() // its bytes are not what the socket carries
            : peers.shortCut().map(way -> new Shuttle(way, peer, peers));
    peer.expectUntil(Peer.NEVER);
  }

  @Override
  public byte @Nullable [] get() {
    if (released || !Thread.currentThread().equals(owner)) {
      return connection.serverSocket().get();
    }
    return switch (phase) {
      case FIRST -> first();
      case BETWEEN -> next();
      case HEAD -> head();
      case BODY -> body();
    };
  }

  /** The time for the first request began at the accept. */
  private byte[] first() {
    DataReader identified = connection.dataReader();
    int available = identified.available();
    long until = peer.acceptedAt() + limits.headTime().toNanos();
    byte[] bytes = available > 0 ? identified.readBytes(available) : read(until);
    return begin(bytes, peer.acceptedAt());
  }

  private byte[] next() {
    byte[] bytes = held;
    held = NOTHING;
    if (bytes.length == 0 && !last && shuttle.isPresent() && shuttle.get().expectsMore()) {
      bytes = away(shuttle.get());
    }
    if (bytes.length == 0 || last) {
      bytes = read(peers.now() + limits.idleTime().toNanos());
    }
    return begin(bytes, peers.now());
  }

  /** What is left of requests when those were answered elsewhere that repeat. */
  private byte[] away(Shuttle going) {
    try {
      ShortCut.Rest rest = going.go();
      if (rest.unwritten().length > 0) {
        writer.writeNow(BufferData.create(rest.unwritten()));
      }
      return rest.unread();
    } catch (IOException gone) {
      ended = true;
      throw new CloseConnectionException("peer left", gone);
    } finally {
      peer.expectUntil(Peer.NEVER);
    }
  }

  /** The server stops: a connection that is answered elsewhere comes back. Any thread. */
  void recall() {
    shuttle.ifPresent(Shuttle::recall);
  }

  private byte[] begin(byte[] bytes, long since) {
    began = since;
    phase = Phase.HEAD;
    if (!beginsWithMethod(bytes)) {
      throw refused(Status.BAD_REQUEST_400, "no request");
    }
    shuttle.ifPresent(going -> going.saw(bytes));
    byte[] translated = OldVersion.translate(bytes);
    old = translated.length != bytes.length; // it grew by what 1.1 needs
    headBytes = bytes.length;
    return translated;
  }

  /** Looks no further than a method can be long; a line that ends before is refused elsewhere. */
  private static boolean beginsWithMethod(byte[] bytes) {
    int length = Math.min(bytes.length, METHOD_BYTES_MAX);
    for (int i = 0; i < length; i++) {
      byte b = bytes[i];
      if (b == ' ' || b == '\r' || b == '\n') {
        return true;
      }
      if (!Character.isLetter(b) && b != '-' && b != '_') {
        return false;
      }
    }
    return length < METHOD_BYTES_MAX;
  }

  private byte[] head() {
    if (headBytes > limits.headBytes()) {
      throw refused(HEAD_TOO_LARGE, "request head");
    }
    byte[] bytes = read(began + limits.headTime().toNanos());
    headBytes += bytes.length;
    return bytes;
  }

  private byte[] body() {
    if (rewritten.length > 0) {
      byte[] ready = rewritten;
      rewritten = NOTHING;
      if (chunks == null ? bodyLeft <= 0 : chunks.isDone()) {
        phase = Phase.BETWEEN;
      }
      return ready;
    }
    if (responded && unwanted > UNWANTED_BYTES_MAX) {
      last = true;
      throw new CloseConnectionException("a body that nobody reads");
    }
    byte[] bytes = read(began + limits.requestTime().toNanos());
    unwanted += responded ? bytes.length : 0;
    return took(bytes);
  }

  private byte[] took(byte[] bytes) {
    ChunkedBody body = chunks;
    if (body == null) {
      int count = (int) Math.min(bytes.length, bodyLeft);
      bodyLeft -= count;
      phase = bodyLeft > 0 ? Phase.BODY : Phase.BETWEEN;
      if (count == bytes.length) {
        return bytes;
      }
      held = Arrays.copyOfRange(bytes, count, bytes.length);
      return Arrays.copyOf(bytes, count);
    }
    try {
      byte[] result = body.rewrite(bytes);
      held = body.rest();
      if (body.isDone()) {
        phase = Phase.BETWEEN;
      }
      return result;
    } catch (ChunkedBody.Malformed malformed) {
      throw refused(Status.BAD_REQUEST_400, "chunked body");
    }
  }

  private byte[] read(long until) {
    if (ended || (last && phase != Phase.HEAD && phase != Phase.BODY)) {
      throw new CloseConnectionException("the last request was answered");
    }
    peer.expectUntil(until);
    byte @Nullable [] bytes;
    try {
      bytes = connection.serverSocket().get();
    } catch (UncheckedIOException gone) {
      ended = true;
      throw new CloseConnectionException("peer left", gone);
    } finally {
      peer.expectUntil(Peer.NEVER);
    }
    if (bytes != null) {
      return bytes;
    }
    ended = true;
    if (peer.isLate() && phase == Phase.BODY && !responded) {
      throw refused(Status.REQUEST_TIMEOUT_408, "body too slow");
    }
    throw new CloseConnectionException("peer left or is too slow");
  }

  /** Ends the connection with a response; to be thrown. */
  RequestException refused(Status status, String what) {
    last = true;
    return RequestException.builder()
        .type(EventType.BAD_REQUEST)
        .status(status)
        .setKeepAlive(false)
        .message(what)
        .build();
  }

  /** A request line was read, perhaps from bytes that came with an earlier request. */
  void headBegins() {
    if (phase != Phase.HEAD) {
      began = peers.now();
      phase = Phase.HEAD;
      headBytes = 0;
      old = false;
    }
    responded = false;
    unwanted = 0;
  }

  /** A body of known length follows; if it is negative, the server refuses the request. */
  void body(DataReader reader, long length) {
    chunks = null;
    last |= length < 0;
    bodyLeft = Math.max(0, length);
    int available = reader.available();
    if (available > bodyLeft) {
      passOn(took(reader.readBytes(available)));
    } else {
      bodyLeft -= available;
      phase = bodyLeft > 0 ? Phase.BODY : Phase.BETWEEN;
    }
  }

  /** No body follows, perhaps the bytes of another protocol: they stay where they are. */
  void upgrade() {
    phase = Phase.BETWEEN;
  }

  private void passOn(byte[] bytes) {
    rewritten = bytes;
    if (bytes.length > 0) {
      phase = Phase.BODY; // until that is read
    }
  }

  /** A chunked body follows, or what the server refuses. */
  void chunkedBody(DataReader reader, boolean valid) {
    phase = Phase.BODY;
    if (!valid) {
      last = true;
      return;
    }
    chunks = new ChunkedBody(limits.headBytes());
    int available = reader.available();
    if (available > 0) {
      passOn(took(reader.readBytes(available)));
    }
  }

  void responded() {
    responded = true;
  }

  /** Nothing that follows the request under way is read. */
  void last() {
    last = true;
  }

  boolean isLast() {
    return last && phase != Phase.HEAD;
  }

  /** Whether the request under way is one of HTTP/1.0. */
  boolean isOldVersion() {
    return old;
  }

  /** Whether the peer may still be sending what it is not going to be asked for. */
  boolean isUnread() {
    return !released && last && !ended;
  }

  /** From now on bytes pass as they are. */
  void release() {
    released = true;
  }
}
