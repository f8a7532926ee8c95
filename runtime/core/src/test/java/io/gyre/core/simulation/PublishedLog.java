package io.gyre.core.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What was published, for comparison with what arrives: publication n of a channel is at n. */
final class PublishedLog {
  /** The tag that filters look at. */
  static final String TAG = "keep";

  private static final String FILLER = "what stays the same makes a difference worth sending; ";

  private final Map<String, List<Entry>> channels = new HashMap<>();

  /** One publication. */
  record Entry(byte[] data, boolean kept) {
    Map<String, String> tags() {
      return Map.of(TAG, kept ? "yes" : "no");
    }
  }

  /** Makes up the next publication of a channel and remembers it. */
  Entry next(String channel, RandomGenerator random) {
    List<Entry> entries = channels.computeIfAbsent(channel, _ -> new ArrayList<>());
    String text = "{\"n\":" + (entries.size() + 1) + ",\"text\":\"" + FILLER.repeat(2) + "\"}";
    Entry entry = new Entry(text.getBytes(UTF_8), random.nextBoolean());
    entries.add(entry);
    return entry;
  }

  /** The data of publication n, empty if there is none. */
  byte[] data(String channel, long number) {
    List<Entry> entries = channels.getOrDefault(channel, List.of());
    return number >= 1 && number <= entries.size()
        ? entries.get((int) number - 1).data()
        : new byte[0];
  }

  /** The number of the first publication after n that passes, 0 if there is none. */
  long after(String channel, long number, boolean filtered) {
    List<Entry> entries = channels.getOrDefault(channel, List.of());
    for (int i = (int) number; i < entries.size(); i++) {
      if (!filtered || entries.get(i).kept()) {
        return i + 1L;
      }
    }
    return 0;
  }
}
