package io.gyre.engine.memory;

import io.gyre.spi.Meters.Counter;
import io.gyre.spi.channel.StreamPosition;
import io.gyre.spi.error.BackendUnavailable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The streams of some of the channels, and their idempotency keys. Whoever calls holds the lock of
 * this object.
 *
 * <p>A stream is queued once for its publications and once for its position. A renewal does not
 * move it: when its turn comes and it was renewed meanwhile, it is queued again.
 */
final class Stripe {
  /** How many stripes a broker has; a power of two. */
  static final int COUNT = 256;

  private static final int LOOKED_AT_TO_FORGET_MAX = 8;

  private final int streamsMax;
  private final int idempotencyKeysMax;
  private final Counter forgotten;
  private final Map<String, HistoryStream> streams = new HashMap<>();
  private final Map<IdempotencyKey, Answer> answers = new LinkedHashMap<>();
  private final PriorityQueue<HistoryStream> byHistory =
      new PriorityQueue<>(1, (a, b) -> Long.compare(a.historyCheck, b.historyCheck));
  private final PriorityQueue<HistoryStream> byPosition =
      new PriorityQueue<>(1, (a, b) -> Long.compare(a.positionCheck, b.positionCheck));

  Stripe(int streamsMax, int idempotencyKeysMax, Counter forgotten) {
    this.streamsMax = streamsMax;
    this.idempotencyKeysMax = idempotencyKeysMax;
    this.forgotten = forgotten;
  }

  /** The stripe of a channel. */
  static int indexOf(String channel) {
    int hash = channel.hashCode();
    return (hash ^ (hash >>> 8) ^ (hash >>> 16)) & (COUNT - 1);
  }

  int streams() {
    return streams.size();
  }

  int idempotencyKeys() {
    return answers.size();
  }

  /** The channel's stream as it is now, or null if it has none any more. */
  @Nullable HistoryStream find(String channel, long nowMillis) {
    HistoryStream stream = streams.get(channel);
    if (stream == null) {
      return null;
    }
    stream.expire(nowMillis);
    if (nowMillis >= stream.positionDeadline()) {
      streams.remove(channel);
      return null;
    }
    return stream;
  }

  /** Takes in a new stream, in place of an old one if there are too many. */
  void add(HistoryStream stream, long nowMillis) {
    if (streams.size() >= streamsMax) {
      forgetOne(nowMillis);
    }
    streams.put(stream.channel(), stream);
  }

  /** Queues the stream for its deadlines; called after they changed. */
  void schedule(HistoryStream stream) {
    if (stream.historyDeadline() < stream.historyCheck) {
      if (stream.historyCheck != Deadline.NEVER) {
        byHistory.remove(stream);
      }
      stream.historyCheck = stream.historyDeadline();
      byHistory.add(stream);
    }
    if (stream.positionDeadline() < stream.positionCheck) {
      if (stream.positionCheck != Deadline.NEVER) {
        byPosition.remove(stream);
      }
      stream.positionCheck = stream.positionDeadline();
      byPosition.add(stream);
    }
  }

  /** Where the publication with that key went, or null if it is not known. */
  @Nullable StreamPosition remembered(String channel, String key, long nowMillis) {
    Answer answer = answers.get(new IdempotencyKey(channel, key));
    return answer == null || nowMillis >= answer.deadline ? null : answer.position;
  }

  /** Remembers where the publication with that key went. */
  void remember(String channel, String key, StreamPosition position, long deadline) {
    IdempotencyKey name = new IdempotencyKey(channel, key);
    answers.remove(name);
    if (answers.size() >= idempotencyKeysMax) {
      Iterator<IdempotencyKey> eldest = answers.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
    answers.put(name, new Answer(position, deadline));
  }

  /** Gives back what expired, up to {@code budget} of each kind; true if there may be more. */
  boolean sweep(long nowMillis, int budget) {
    int left = budget;
    while (left > 0 && isDue(byHistory.peek(), nowMillis, true)) {
      HistoryStream stream = byHistory.remove();
      stream.historyCheck = Deadline.NEVER;
      stream.expire(nowMillis);
      requeue(stream);
      left--;
    }
    while (left > 0 && isDue(byPosition.peek(), nowMillis, false)) {
      HistoryStream stream = byPosition.remove();
      stream.positionCheck = Deadline.NEVER;
      stream.expire(nowMillis);
      if (nowMillis >= stream.positionDeadline()) {
        streams.remove(stream.channel(), stream);
      } else {
        requeue(stream);
      }
      left--;
    }
    return sweepAnswers(nowMillis, left) == 0;
  }

  /** Keys mostly live equally long, so the eldest expire first; others wait for their turn. */
  private int sweepAnswers(long nowMillis, int budget) {
    int left = budget;
    Iterator<Answer> eldest = answers.values().iterator();
    while (left > 0 && eldest.hasNext() && nowMillis >= eldest.next().deadline) {
      eldest.remove();
      left--;
    }
    return left;
  }

  private static boolean isDue(@Nullable HistoryStream stream, long nowMillis, boolean forHistory) {
    return stream != null && nowMillis >= (forHistory ? stream.historyCheck : stream.positionCheck);
  }

  /** Queues a stream again, unless it was dropped or replaced meanwhile. */
  private void requeue(HistoryStream stream) {
    if (streams.get(stream.channel()) == stream) {
      schedule(stream);
    }
  }

  /** Forgets the stream whose position would expire first, as far as the queue knows. */
  private void forgetOne(long nowMillis) {
    for (int i = 0; i < LOOKED_AT_TO_FORGET_MAX && !byPosition.isEmpty(); i++) {
      HistoryStream stream = byPosition.remove();
      boolean renewed = stream.positionDeadline() > stream.positionCheck;
      stream.positionCheck = Deadline.NEVER;
      if (streams.get(stream.channel()) != stream) {
        continue;
      }
      boolean last = i == LOOKED_AT_TO_FORGET_MAX - 1;
      if (renewed && !last && nowMillis < stream.positionDeadline()) {
        schedule(stream);
        continue;
      }
      streams.remove(stream.channel());
      forgotten.add(1);
      return;
    }
    if (streams.size() >= streamsMax) {
      throw new BackendUnavailable(
          "the memory engine has no room for another stream", new IllegalStateException());
    }
  }

  private record IdempotencyKey(String channel, String key) {}

  private record Answer(StreamPosition position, long deadline) {}
}
