package io.gyre.core.session;

import io.gyre.core.hub.Wire;
import io.gyre.protocol.PublicationRun;
import io.gyre.spi.channel.Publication;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What clients that came back were sent lately, of each channel the last run of publications: when
 * a crowd comes back, most miss the end of the same stream, and it is encoded once for all of them.
 * Forgets the runs used longest ago. Belongs to its shard's thread.
 */
final class Replays {
  private static final int BYTES_MAX = 1024 * 1024;
  private static final int RUN_BYTES_MAX = BYTES_MAX / 4;
  private static final int OVERHEAD_BYTES = 256; // of a publication beside its data, roughly

  private final Map<String, Kept> byChannel = new LinkedHashMap<>(16, 0.75f, true);
  private int bytes;

  /**
   * Publications as they go to clients.
   *
   * @param epoch of their stream
   * @param publications in the order of the stream, without holes
   */
  List<io.gyre.protocol.Publication> run(
      String channel, String epoch, List<Publication> publications) {
    if (publications.size() < 2 || epoch.isEmpty()) {
      return wire(publications, epoch);
    }
    Kept known = byChannel.get(channel);
    if (known != null && known.holds(epoch, publications)) {
      return known.run.from((int) (publications.getFirst().offset() - known.first));
    }
    long size = (long) OVERHEAD_BYTES * publications.size();
    for (Publication publication : publications) {
      size += 3L * publication.data().length; // the data itself, and in two encodings
    }
    PublicationRun run = new PublicationRun(wire(publications, epoch));
    if (size <= RUN_BYTES_MAX) {
      long first = publications.getFirst().offset();
      keep(channel, new Kept(epoch, first, publications.getLast().offset(), run, (int) size));
    }
    return run;
  }

  private void keep(String channel, Kept kept) {
    Kept before = byChannel.put(channel, kept);
    bytes += kept.size - (before == null ? 0 : before.size);
    Iterator<Kept> eldest = byChannel.values().iterator();
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

  private record Kept(String epoch, long first, long last, PublicationRun run, int size) {
    boolean holds(String otherEpoch, List<Publication> publications) {
      return last == publications.getLast().offset()
          && first <= publications.getFirst().offset()
          && epoch.equals(otherEpoch);
    }
  }
}
