package io.gyre.engine.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.config.ConfigBinder;
import io.gyre.spi.channel.HistoryPage;
import io.gyre.spi.channel.HistoryQuery;
import io.gyre.spi.channel.Publication;
import io.gyre.spi.channel.PublishOptions;
import io.gyre.spi.channel.PublishResult;
import io.gyre.spi.channel.StreamPosition;
import io.gyre.tck.FakeContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random operations on a few channels, compared with a model too simple to be wrong. */
class StreamModelTest {
  private static final int OPERATIONS = 10_000;
  private static final int CHANNELS = 5;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 20261121})
  void behavesLikeTheModel(long seed) {
    new Simulation(seed).run();
  }

  @Test
  void behavesLikeTheModelWithASeedNeverTriedBefore() {
    new Simulation(System.nanoTime()).run();
  }

  private static final class Simulation {
    private final long seed;
    private final Random random;
    private final FakeContext context = new FakeContext();
    private final MemoryBroker broker =
        new MemoryBroker(ConfigBinder.defaults(MemoryEngineConfig.class), context);
    private final List<Model> models = new ArrayList<>();
    private final List<String> recent = new ArrayList<>();

    Simulation(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
      for (int i = 0; i < CHANNELS; i++) {
        models.add(new Model("channel-" + i));
      }
    }

    void run() {
      for (int i = 0; i < OPERATIONS; i++) {
        step(i);
      }
    }

    private void step(int number) {
      Model model = models.get(random.nextInt(CHANNELS));
      int choice = random.nextInt(100);
      recent.add(number + ":" + choice + " " + model.channel);
      model.forget(now());
      if (choice < 50) {
        publish(model, number);
      } else if (choice < 85) {
        compare(model, randomQuery());
      } else if (choice < 88) {
        broker.removeHistory(model.channel);
        model.kept.clear();
      } else if (choice < 97) {
        context.clock().advance(Duration.ofMillis(random.nextInt(3_000)));
      } else {
        broker.sweep();
      }
    }

    private void publish(Model model, int number) {
      int size = random.nextInt(7);
      long ttl = random.nextInt(8_000);
      long meta = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(20_000);
      long version = random.nextInt(3) == 0 ? 1 + random.nextInt(50) : 0;
      String versionEpoch = random.nextInt(4) == 0 ? "e" + random.nextInt(2) : "";
      PublishOptions options =
          new PublishOptions(
              size,
              Duration.ofMillis(ttl),
              Duration.ofMillis(meta),
              "",
              Duration.ZERO,
              version,
              versionEpoch,
              false);
      Publication sent =
          new Publication(0, new byte[] {(byte) number}, null, Map.of("n", "" + number), 0);

      PublishResult result = broker.publish(model.channel, sent, options);

      if (!options.keepsHistory()) {
        assertEquals(StreamPosition.NONE, result.position(), this::story);
        return;
      }
      PublishResult.Outcome expected = model.publish(number, options, now());
      assertEquals(expected, result.outcome(), this::story);
      assertEquals(model.top, result.position().offset(), this::story);
      model.compareEpoch(result.position().epoch(), this);
    }

    private HistoryQuery randomQuery() {
      StreamPosition since =
          random.nextInt(3) == 0 ? null : new StreamPosition(random.nextInt(40) - 2, "any");
      int limit = random.nextInt(8) - 1;
      long meta = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(20_000);
      return new HistoryQuery(since, limit, random.nextBoolean(), Duration.ofMillis(meta));
    }

    private void compare(Model model, HistoryQuery query) {
      HistoryPage page = broker.history(model.channel, query);
      model.keepPosition(query.metaTtl(), now());
      assertEquals(
          model.read(query),
          page.publications().stream().map(Simulation::entry).toList(),
          () -> query + story());
      assertEquals(model.top, page.top().offset(), this::story);
      model.compareEpoch(page.top().epoch(), this);
    }

    private static String entry(Publication publication) {
      return publication.offset() + "=" + publication.tags().get("n");
    }

    private long now() {
      return context.clock().millis();
    }

    String story() {
      return " seed "
          + seed
          + ", last operations "
          + recent.subList(Math.max(0, recent.size() - 12), recent.size());
    }
  }

  /** A stream as a list that is searched from end to end. */
  private static final class Model {
    private final String channel;
    private final List<String> kept = new ArrayList<>();
    private String epoch = "";
    private long top;
    private long version;
    private String versionEpoch = "";
    private long historyEnd = Long.MAX_VALUE;
    private long positionEnd = Long.MAX_VALUE;

    Model(String channel) {
      this.channel = channel;
    }

    void forget(long now) {
      if (now >= historyEnd) {
        kept.clear();
      }
      if (kept.isEmpty()) {
        historyEnd = Long.MAX_VALUE;
      }
      if (kept.isEmpty() && now >= positionEnd) {
        epoch = "";
        top = 0;
        version = 0;
        versionEpoch = "";
        positionEnd = Long.MAX_VALUE;
      }
    }

    PublishResult.Outcome publish(int number, PublishOptions options, long now) {
      boolean comparable =
          options.versionEpoch().isEmpty() || options.versionEpoch().equals(versionEpoch);
      if (options.version() > 0 && comparable && options.version() <= version) {
        return PublishResult.Outcome.STALE_VERSION;
      }
      if (options.version() > 0) {
        version = options.version();
        versionEpoch = options.versionEpoch();
      }
      top++;
      kept.add(top + "=" + number);
      while (kept.size() > options.historySize()) {
        kept.removeFirst();
      }
      historyEnd = now + options.historyTtl().toMillis();
      keepPosition(options.metaTtl(), now);
      return PublishResult.Outcome.ACCEPTED;
    }

    void keepPosition(Duration ttl, long now) {
      positionEnd = ttl.isZero() ? Long.MAX_VALUE : now + ttl.toMillis();
    }

    List<String> read(HistoryQuery query) {
      List<String> found = new ArrayList<>(query.reverse() ? kept.reversed() : kept);
      StreamPosition since = query.since();
      if (since != null) {
        found.removeIf(entry -> {
          long offset = Long.parseLong(entry.substring(0, entry.indexOf('=')));
          int order = Long.compareUnsigned(offset, since.offset());
          boolean away = Long.compareUnsigned(since.offset(), top + 1) > 0; // next to nothing
          return query.reverse() ? away || order >= 0 : order <= 0;
        });
      }
      int count = query.limit() < 0 ? found.size() : Math.min(query.limit(), found.size());
      return found.subList(0, count);
    }

    void compareEpoch(String actual, Simulation simulation) {
      if (epoch.isEmpty()) {
        epoch = actual;
      }
      assertEquals(epoch, actual, simulation::story);
      assertEquals(8, actual.length());
    }
  }
}
