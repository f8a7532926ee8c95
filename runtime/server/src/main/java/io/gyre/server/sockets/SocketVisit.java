package io.gyre.server.sockets;

import io.gyre.server.guard.RequestHead;
import io.gyre.server.guard.ShortCut.Call;
import io.gyre.server.guard.ShortCut.Patience;
import io.gyre.server.guard.ShortCut.Rest;
import io.gyre.server.guard.ShortCut.Visit;
import io.gyre.spi.Meters.Counter;
import io.helidon.http.DateTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A socket of the HTTP server on a shard: answers requests that repeat, until something else comes
 * or the peer does not take the answers as fast. It never closes the socket: whatever is unusual is
 * left to the server. Belongs to the shard's thread, apart from {@link #await} and {@link #recall}.
 */
final class SocketVisit implements LoopMember, Visit {
  /** So much is read and answered in a turn, for the sake of the others on the shard. */
  private static final int BYTES_PER_TURN = 16 * 1024;

  /** While more than this waits to be written, nothing else is answered. */
  private static final int WAITING_BYTES_MAX = 64 * 1024;

  /** Answers up to this length are copied behind their heads. */
  private static final int JOINED_BYTES_MAX = 2 * 1024;

  private static final byte[] NOTHING = {};
  private static final byte[] STATUS = ascii("HTTP/1.1 200 OK\r\nDate: ");
  private static final byte[] LENGTH = ascii("Connection: keep-alive\r\nContent-Length: ");
  private static final byte[] TYPE = ascii("\r\nContent-Type: application/json\r\n\r\n");

  private final ShardLoop loop;
  private final SocketChannel channel;
  private final RequestHead head;
  private final Call call;
  private final Patience patience;
  private final Counter counter;
  private final CompletableFuture<Rest> end = new CompletableFuture<>();
  private @Nullable SelectedLink link;
  private @Nullable WriteQueue queue;
  private byte @Nullable [] body;
  private int filled;
  private int answered;
  private boolean dirty;

  SocketVisit(
      ShardLoop loop,
      SocketChannel channel,
      RequestHead head,
      Call call,
      Patience patience,
      Counter counter) {
    this.loop = loop;
    this.channel = channel;
    this.head = head;
    this.call = call;
    this.patience = patience;
    this.counter = counter;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  // --- the server's side

  /** Goes to the shard. Any thread. */
  void start() {
    try {
      loop.execute(this::arrive);
    } catch (RejectedExecutionException stopped) {
      end.complete(new Rest(NOTHING, NOTHING, 0));
    }
  }

  @Override
  public void recall() {
    try {
      loop.execute(this::lose);
    } catch (RejectedExecutionException stopped) {
      // then the loop has sent back, or is about to send back, all that visit it
    }
  }

  @Override
  public Rest await() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return end.get();
        } catch (InterruptedException stopping) {
          interrupted = true;
          recall();
        } catch (ExecutionException impossible) {
          throw new IllegalStateException(impossible);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  // --- the shard's side

  private void arrive() {
    if (end.isDone()) {
      return;
    }
    try {
      link = new SelectedLink(loop.register(channel, this), loop.systemSend());
    } catch (IOException | IllegalStateException gone) {
      leave(NOTHING); // or here so lately that the selector has not forgotten it
    }
  }

  @Override
  public void readReady(ByteBuffer buffer) {
    try {
      if (channel.read(buffer.clear().limit(BYTES_PER_TURN)) < 0) {
        lose();
        return;
      }
    } catch (IOException gone) {
      lose();
      return;
    }
    take(buffer.flip());
  }

  private void take(ByteBuffer bytes) {
    while (bytes.hasRemaining() && !end.isDone()) {
      byte[] present = body == null ? next(bytes) : body;
      if (present == null || isFull()) {
        leave(join(unread(), rest(bytes)));
        return;
      }
      int count = Math.min(bytes.remaining(), present.length - filled);
      bytes.get(present, filled, count);
      filled += count;
      if (filled == present.length) {
        answer(present, bytes);
      } else {
        patience.inBody();
      }
    }
  }

  private boolean isFull() {
    return queue != null && queue.bytes() > WAITING_BYTES_MAX;
  }

  /** Room for the body of the next request, if it is like those before. */
  private byte @Nullable [] next(ByteBuffer bytes) {
    int length = head.take(bytes);
    if (length < 0) {
      return null;
    }
    filled = 0;
    body = new byte[length];
    return body;
  }

  private void answer(byte[] request, ByteBuffer following) {
    Optional<byte[]> answer = call.answer(request);
    if (answer.isEmpty()) {
      leave(join(unread(), rest(following)));
      return;
    }
    body = null;
    answered++;
    counter.add(1);
    patience.between();
    respond(answer.get());
    writeReady();
  }

  private void respond(byte[] json) {
    boolean joined = json.length <= JOINED_BYTES_MAX;
    byte[] date = DateTime.http1Bytes();
    byte[] length = ascii(Integer.toString(json.length));
    int head = STATUS.length + date.length + LENGTH.length + length.length + TYPE.length;
    ByteBuffer response =
        ByteBuffer.allocate(joined ? head + json.length : head)
            .put(STATUS)
            .put(date)
            .put(LENGTH)
            .put(length)
            .put(TYPE);
    if (joined) {
      queue().add(response.put(json).array());
    } else {
      queue().add(response.array());
      queue().add(json);
    }
  }

  @Override
  public void writeReady() {
    if (!dirty) {
      dirty = true;
      loop.flushLater(this);
    }
  }

  @Override
  public void flush(ByteBuffer buffer) {
    dirty = false;
    WriteQueue waiting = queue;
    SelectedLink socket = link;
    if (waiting == null || socket == null || end.isDone()) {
      return;
    }
    try {
      while (!waiting.isEmpty()) {
        waiting.copyTo(buffer.clear());
        waiting.advance(socket.write(buffer.flip()));
        if (buffer.hasRemaining()) {
          lose(); // a thread may wait for the peer, a shard may not
          return;
        }
      }
    } catch (IOException gone) {
      lose();
      return;
    }
    queue = null;
    loop.recycle(waiting);
  }

  private WriteQueue queue() {
    WriteQueue present = queue;
    if (present == null) {
      present = loop.spareQueue();
      queue = present;
    }
    return present;
  }

  @Override
  public void lose() {
    leave(unread());
  }

  /** Goes back to the server with what came of a request, and what waits to be written. */
  private void leave(byte[] unread) {
    if (end.isDone()) {
      return;
    }
    if (link != null) {
      link.release();
    }
    byte[] unwritten = NOTHING;
    if (queue != null) {
      ByteBuffer waiting = ByteBuffer.allocate(queue.bytes());
      queue.copyTo(waiting);
      unwritten = waiting.array();
      queue = null;
    }
    body = null;
    end.complete(new Rest(unwritten, unread, answered));
  }

  /** The request under way, as it was sent so far. */
  private byte[] unread() {
    byte[] present = body;
    if (present == null) {
      return NOTHING;
    }
    byte[] sent = head.with(present.length);
    return ByteBuffer.allocate(sent.length + filled).put(sent).put(present, 0, filled).array();
  }

  private static byte[] rest(ByteBuffer bytes) {
    byte[] rest = new byte[bytes.remaining()];
    bytes.get(rest);
    return rest;
  }

  private static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
