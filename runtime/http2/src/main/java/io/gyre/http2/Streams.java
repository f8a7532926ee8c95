package io.gyre.http2;

import io.helidon.http.http2.Http2ErrorCode;
import io.helidon.http.http2.Http2Exception;
import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a connection that are under way, seen from between the two sides. Thread-safe:
 * one thread reads, many write.
 */
final class Streams {
  /** A peer that makes this side reset more at once is an attacker, or helped by a new start. */
  private static final int RESETS_MAX = 1000;

  /** How many streams are remembered to have been there. */
  private static final int CLOSED_MAX = 256;

  /** So many answers have to get on while the window of the connection keeps them waiting. */
  private static final int WAITING_MAX = 64;

  private final Map<Integer, RequestStream> open = new HashMap<>();
  private final LinkedHashSet<Integer> closed = new LinkedHashSet<>();
  private final LinkedHashSet<Integer> reset = new LinkedHashSet<>();
  private final Rate resets = new Rate(RESETS_MAX);
  private final List<Integer> abandoned = new ArrayList<>();
  private final Window window = new Window(Window.BYTES_FIRST);
  private int windowFirst = Window.BYTES_FIRST;
  private long silentSince = Alarm.NEVER;
  private boolean resetsExceeded;
  private boolean goneAway;

  /** A request begins. */
  synchronized RequestStream begin(int id, boolean more) {
    RequestStream stream = new RequestStream(id, more, new Window(windowFirst));
    open.put(id, stream);
    return stream;
  }

  synchronized Optional<RequestStream> find(int id) {
    return Optional.ofNullable(open.get(id));
  }

  synchronized int size() {
    return open.size();
  }

  /** The peer has said all of a request. */
  synchronized void received(int id) {
    find(id).ifPresent(RequestStream::received);
    forgetComplete(id);
  }

  /** The peer takes a request back. */
  synchronized Optional<RequestStream> remove(int id) {
    return Optional.ofNullable(close(id));
  }

  /** All that are under way; there are none from now on. */
  synchronized List<RequestStream> removeAll() {
    List<RequestStream> all = new ArrayList<>(open.values());
    open.clear();
    return all;
  }

  /** The peer is ready to take more of an answer, or of all if the number is 0. */
  synchronized void credit(int id, int bytes) {
    if (id == 0) {
      window.credit(bytes);
    } else {
      find(id).ifPresent(stream -> stream.window().credit(bytes));
    }
  }

  /** The peer says what it is ready to take of each answer, also of those under way. */
  synchronized void windowFirst(int bytes) {
    int more = bytes - windowFirst;
    open.values().forEach(stream -> stream.window().credit(more));
    windowFirst = bytes;
  }

  /**
   * This side is going to write a frame.
   *
   * @param length of its payload
   */
  synchronized void sent(int type, int flags, int id, int length) {
    if (type == Frame.DATA) {
      window.sent(length);
      find(id).ifPresent(stream -> stream.window().sent(length));
    }
    if (type == Frame.RST_STREAM) {
      close(id);
      reset.add(id);
      if (reset.size() > RESETS_MAX) {
        reset.removeFirst();
      }
      resetsExceeded |= resets.exceeded();
    } else if (type == Frame.HEADERS || type == Frame.DATA) {
      find(id).ifPresent(RequestStream::answerBegan);
      if ((flags & Frame.END_STREAM) != 0) {
        find(id).ifPresent(RequestStream::sent);
        forgetComplete(id);
      }
    }
  }

  private void forgetComplete(int id) {
    RequestStream stream = open.get(id);
    if (stream != null && stream.complete()) {
      close(id);
    }
  }

  private @Nullable RequestStream close(int id) {
    closed.add(id);
    if (closed.size() > CLOSED_MAX) {
      closed.removeFirst();
    }
    return open.remove(id);
  }

  /** Whether a stream has been there, as far as is remembered. */
  synchronized boolean wasClosed(int id) {
    return closed.contains(id);
  }

  /** Whether this side has ended a stream before its time: the peer may not know yet. */
  synchronized boolean wasReset(int id) {
    return reset.contains(id);
  }

  /** Nobody will end the answer to a request; the server does not know. */
  synchronized void abandon(int id) {
    abandoned.add(id);
  }

  /** Those abandoned since the last call. */
  synchronized List<Integer> takeAbandoned() {
    List<Integer> taken = List.copyOf(abandoned);
    abandoned.clear();
    silentSince = Alarm.NEVER;
    return taken;
  }

  /**
   * Those whose peers took too long, with the rest of a request or with an answer: to be reset. The
   * server has to be told, and until then the peer has to give signs of life.
   */
  synchronized List<RequestStream> takeLate(long now, PeerTimes times) {
    List<RequestStream> late =
        open.values().stream().filter(stream -> isLate(stream, now, times)).toList();
    for (RequestStream stream : late) {
      stream.giveUp();
      abandoned.add(stream.id());
    }
    if (!late.isEmpty() && silentSince == Alarm.NEVER) {
      silentSince = now;
    }
    return late;
  }

  private static boolean isLate(RequestStream stream, long now, PeerTimes times) {
    boolean waits = stream.answered() && stream.owed();
    long wanted = waits ? Frame.PAYLOAD_BYTES_MAX : 0;
    boolean stalled = stream.window().isStalled(now, times.write().toNanos(), wanted);
    boolean slow = stream.receiving() && now - stream.begun() > times.request().toNanos();
    return (slow || stalled) && !stream.isGivenUp();
  }

  /** Whether the peer takes next to nothing of all that it asked for. */
  synchronized boolean isStalled(long now, Duration time) {
    long wanted = (long) Math.min(open.size(), WAITING_MAX) * Frame.PAYLOAD_BYTES_MAX;
    return window.isStalled(now, time.toNanos(), wanted);
  }

  /** Whether the peer says nothing although it was asked to. */
  synchronized boolean isSilent(long now, Duration time) {
    return silentSince != Alarm.NEVER && now - silentSince > time.toNanos();
  }

  /** This side has said that it will not go on with the connection. */
  synchronized void goneAway() {
    goneAway = true;
  }

  /**
   * To be called before more is read.
   *
   * @throws RuntimeException if there is no point in going on
   */
  synchronized void check() {
    if (goneAway) {
      throw new CloseConnectionException("the peer was told why");
    }
    if (resetsExceeded) {
      throw new Http2Exception(Http2ErrorCode.ENHANCE_YOUR_CALM, "errors that do not end");
    }
  }
}
