package io.gyre.engine.memory;

import io.gyre.spi.channel.Publication;
import io.gyre.spi.channel.PublishOptions;
import io.gyre.spi.channel.StreamPosition;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stream of one channel: the newest publications in a ring, and a position that outlives them.
 * Offsets in the ring have no gaps, so a place is found by arithmetic. Guarded by its {@link
 * Stripe}.
 */
final class HistoryStream {
  private static final @Nullable Publication[] EMPTY = new Publication[0];

  private final String channel;
  private final String epoch;
  private long top;
  private long version;
  private String versionEpoch = "";
  private @Nullable Publication[] ring = EMPTY;
  private int oldest;
  private int size;
  private long historyDeadline = Deadline.NEVER;
  private long positionDeadline = Deadline.NEVER;

  /** When the queue for expired publications looks at this stream; never if it is not queued. */
  long historyCheck = Deadline.NEVER;

  /** When the queue for forgotten positions looks at this stream; never if it is not queued. */
  long positionCheck = Deadline.NEVER;

  HistoryStream(String channel, String epoch) {
    this.channel = channel;
    this.epoch = epoch;
  }

  String channel() {
    return channel;
  }

  StreamPosition position() {
    return new StreamPosition(top, epoch);
  }

  /** When the publications expire; never if there are none. */
  long historyDeadline() {
    return historyDeadline;
  }

  /** When the position is forgotten: not while publications are kept. */
  long positionDeadline() {
    return size == 0 ? positionDeadline : Math.max(positionDeadline, historyDeadline);
  }

  /** Drops the publications if their time has come. */
  void expire(long nowMillis) {
    if (nowMillis >= historyDeadline) {
      clear();
    }
  }

  void clear() {
    ring = EMPTY;
    oldest = 0;
    size = 0;
    historyDeadline = Deadline.NEVER;
  }

  /** Makes the position live on; zero means for ever. */
  void keepPosition(Duration ttl, long nowMillis) {
    positionDeadline = ttl.isPositive() ? Deadline.after(nowMillis, ttl) : Deadline.NEVER;
  }

  /** Whether a publication of that version comes too late. */
  boolean isStale(long candidate, String candidateEpoch) {
    return candidate != 0
        && (candidateEpoch.isEmpty() || candidateEpoch.equals(versionEpoch))
        && Long.compareUnsigned(version, candidate) >= 0;
  }

  @Nullable Publication newest() {
    return size == 0 ? null : ring[slot(size - 1)];
  }

  /** The place of the next publication. */
  long nextOffset() {
    return top + 1;
  }

  /** Puts a publication on top that has the next offset. */
  void append(Publication kept, PublishOptions options, long nowMillis) {
    top++;
    while (size >= options.historySize()) {
      dropOldest();
    }
    if (size == ring.length) {
      grow(options.historySize());
    }
    ring[slot(size)] = kept;
    size++;
    if (options.version() != 0) {
      version = options.version();
      versionEpoch = options.versionEpoch();
    }
    historyDeadline = Deadline.after(nowMillis, options.historyTtl());
    keepPosition(options.metaTtl(), nowMillis);
  }

  /** The publications behind (reversed: before) a position, or from the beginning (the end). */
  List<Publication> read(@Nullable StreamPosition since, int limit, boolean reverse) {
    int found = since == null ? size : reverse ? below(since.offset()) : above(since.offset());
    int count = limit < 0 ? found : Math.min(found, limit);
    if (count == 0) {
      return List.of();
    }
    int start = reverse ? found - 1 : size - found;
    Publication[] page = new Publication[count];
    for (int i = 0; i < count; i++) {
      page[i] = ring[slot(reverse ? start - i : start + i)];
    }
    return List.of(page); // a list of its own kind, which a page does not copy again
  }

  /** How many publications have a smaller offset; none if no publication can be next to it. */
  private int below(long offset) {
    if (Long.compareUnsigned(offset, top + 1) > 0) {
      return 0;
    }
    return (int) Math.max(0, offset - (top - size + 1));
  }

  /** How many publications have a greater offset. */
  private int above(long offset) {
    if (Long.compareUnsigned(offset, top) >= 0) {
      return 0;
    }
    return (int) Math.min(size, top - offset);
  }

  private int slot(int index) {
    int slot = oldest + index;
    return slot < ring.length ? slot : slot - ring.length;
  }

  private void dropOldest() {
    ring[oldest] = null;
    oldest = slot(1);
    size--;
  }

  private void grow(int limit) {
    int length = (int) Math.min(limit, Math.max(1, ring.length * 2L));
    @Nullable Publication[] larger = new Publication[Math.max(length, size + 1)];
    for (int i = 0; i < size; i++) {
      larger[i] = ring[slot(i)];
    }
    ring = larger;
    oldest = 0;
  }
}
