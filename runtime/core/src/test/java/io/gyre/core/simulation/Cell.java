package io.gyre.core.simulation;

import io.gyre.spi.transport.Encoding;
import java.util.ArrayList;
import java.util.List;

/**
 * One way to take over a channel's stream: who subscribes, and what was agreed upon.
 *
 * @param batched two channels are subscribed to by the commands of one frame
 * @param cached recovery brings the latest publication only
 */
record Cell(
    Way way, Encoding encoding, boolean delta, boolean batched, boolean filtered, boolean cached) {
  /** Who begins a subscription. */
  enum Way {
    CLIENT,
    CONNECT,
    API
  }

  /** All there are. */
  static List<Cell> all() {
    List<Cell> cells = new ArrayList<>();
    for (Way way : Way.values()) {
      for (Encoding encoding : Encoding.values()) {
        for (int bits = 0; bits < 16; bits++) {
          cells.add(
              new Cell(
                  way,
                  encoding,
                  (bits & 1) != 0,
                  (bits & 2) != 0,
                  (bits & 4) != 0,
                  (bits & 8) != 0));
        }
      }
    }
    return List.copyOf(cells);
  }

  /** Only a client can ask for a filter. */
  boolean filters() {
    return filtered && way == Way.CLIENT;
  }

  /** The back end cannot ask for deltas. */
  boolean getsDeltas() {
    return delta && way != Way.API;
  }

  /** The two channels of this cell. */
  List<String> channels() {
    return SimulatedNode.names(cached ? "latest" : "stream", 2);
  }
}
