package io.gyre.core.session;

import io.gyre.core.hub.Wire;
import io.gyre.protocol.PublicationRun;
import io.gyre.spi.channel.Publication;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What clients were sent lately of the streams, for each channel and purpose the last run of
 * publications: when a crowd comes back, most miss the end of the same stream, and who enters a
 * room reads what was said last. It is encoded once for all of them. Forgets the runs used longest
 * ago. Belongs to its shard's thread.
 */
final class Replays {
  private static final int BYTES_MAX = 1024 * 1024;
  private static final int RUN_BYTES_MAX = BYTES_MAX / 4;
  private static final int OVERHEAD_BYTES = 256; // of a publication beside its data, roughly

  private final Map<Key, Kept> known = new LinkedHashMap<>(16, 0.75f, true);
  private int bytes;

  /** What publications are sent for: of one purpose most clients want the same ones. */
  enum Purpose {
    /** The end of the stream, to a client that came back. */
    RECOVERY,
    /** A page of the history, oldest first. */
    HISTORY,
    /** A page of the history, newest first. */
    REVERSED
  }

  /**
   * Publications as they go to clients.
   *
   * @param epoch of their stream
   * @param publications in the order of the stream or, for that purpose, in the reverse
   */
  List<io.gyre.protocol.Publication> run(
      Purpose purpose, String channel, String epoch, List<Publication> publications) {
    if (publications.size() < 2 || epoch.isEmpty() || !isWhole(purpose, publications)) {
      return wire(publications, epoch);
    }
    Key key = new Key(purpose, channel);
    Kept kept = known.get(key);
    int index = kept == null ? -1 : kept.indexOf(epoch, publications);
    if (kept != null && index >= 0) {
      return kept.run.from(index);
    }
    long size = (long) OVERHEAD_BYTES * publications.size();
    for (Publication publication : publications) {
      size += 3L * publication.data().length; // the data itself, and in two encodings
    }
    PublicationRun run = new PublicationRun(wire(publications, epoch));
    if (size <= RUN_BYTES_MAX) {
      long first = publications.getFirst().offset();
      keep(key, new Kept(epoch, first, publications.getLast().offset(), run, (int) size));
    }
    return run;
  }

  /** Whether there is no hole between the first and the last. */
  private static boolean isWhole(Purpose purpose, List<Publication> publications) {
    long first = publications.getFirst().offset();
    long last = publications.getLast().offset();
    return (purpose == Purpose.REVERSED ? first - last : last - first) == publications.size() - 1;
  }

  private void keep(Key key, Kept kept) {
    Kept before = known.put(key, kept);
    bytes += kept.size - (before == null ? 0 : before.size);
    Iterator<Kept> eldest = known.values().iterator();
    while (bytes > BYTES_MAX) {
      bytes -= eldest.next().size;
      eldest.remove();
    }
  }

  /** How many bytes are kept, roughly. */
  int bytes() {
    return bytes;
  }

  /** Publications as they go to clients, each encoded anew. */
  static List<io.gyre.protocol.Publication> wire(List<Publication> publications, String epoch) {
    return publications.stream().map(each -> Wire.publication(each, epoch)).toList();
  }

  private record Key(Purpose purpose, String channel) {}

  private record Kept(String epoch, long first, long last, PublicationRun run, int size) {
    /** Where publications without a hole begin that end as these do; negative if they do not. */
    int indexOf(String otherEpoch, List<Publication> publications) {
      boolean ends = last == publications.getLast().offset() && epoch.equals(otherEpoch);
      return ends ? run.size() - publications.size() : -1;
    }
  }
}
