package io.gyre.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twenty of a thousand subscribers read nothing. The others get every publication, in order, about
 * as fast as before; the twenty are disconnected when too much waits for them, and nothing is left
 * of it.
 */
@Timeout(240)
class SlowSubscribersTest {
  private static final int SUBSCRIBERS = 980;
  private static final int SLOW = 20;
  private static final int BATCH = 8;
  private static final int WARM_UP_BATCHES = 10;
  private static final int BATCHES = 20;
  private static final int TIMES_MAX = 4;
  private static final long ALLOWANCE_NANOS = SECONDS.toNanos(2);
  private static final long GONE_NANOS_MAX = SECONDS.toNanos(60);

  /** Four batches: those who read are never that far behind. */
  private static final String CONFIG =
      """
      client:
        allow_anonymous_connect_without_token: true
        queue_max_size: 131072
        ping_interval: 10m
        pong_timeout: 1m
      prometheus: {enabled: true}
      channel:
        without_namespace:
          allow_subscribe_for_client: true
          allow_subscribe_for_anonymous: true
      """;

  private static final String DATA = "%05d" + "x".repeat(4000);

  @TempDir Path folder;
  private int published;

  @Test
  void costOnlyThemselves() throws Exception {
    try (RunningGyre server = RunningGyre.start(folder, CONFIG);
        RawSubscribers reading = new RawSubscribers();
        RawSubscribers slow = new RawSubscribers();
        RawApi api = new RawApi(server);
        ExecutorService thread = Executors.newSingleThreadExecutor()) {
      for (int i = 0; i < SUBSCRIBERS; i++) {
        reading.subscribe(server.webSocket(), "mixed");
      }
      publish(api, thread, reading, WARM_UP_BATCHES);
      long alone = publish(api, thread, reading, BATCHES);
      for (int i = 0; i < SLOW; i++) {
        slow.subscribeNarrow(server.webSocket(), "mixed");
      }
      long beside = publish(api, thread, reading, BATCHES);
      long end = System.nanoTime() + GONE_NANOS_MAX;
      while (!shows(server, "{code=\"3008\"} " + SLOW)) {
        assertTrue(System.nanoTime() < end, () -> metrics(server));
        publish(api, thread, reading, 1);
      }
      System.out.printf(
          "980 subscribers: %d publications in %d ms, with %d who do not read in %d ms%n",
          BATCHES * BATCH, alone / 1_000_000, SLOW, beside / 1_000_000);
      assertTrue(
          beside < TIMES_MAX * alone + ALLOWANCE_NANOS,
          () -> "%d ms, %d ms without".formatted(beside / 1_000_000, alone / 1_000_000));
      assertTrue(shows(server, "gyre_shard_mailbox_bytes{shard=\"0\"} 0"), () -> metrics(server));
    }
  }

  /** Returns how long it took until all who read had got all of it. */
  private long publish(RawApi api, ExecutorService thread, RawSubscribers reading, int batches)
      throws Exception {
    long begin = System.nanoTime();
    for (int i = 0; i < batches; i++) {
      List<Object> commands = new ArrayList<>();
      ByteArrayOutputStream expected = new ByteArrayOutputStream();
      for (int j = 0; j < BATCH; j++) {
        String data = DATA.formatted(++published);
        commands.add(Map.of("publish", Map.of("channel", "mixed", "data", data)));
        frame(expected, "{\"push\":{\"channel\":\"mixed\",\"pub\":{\"data\":\"" + data + "\"}}}");
      }
      byte[] request = api.request("batch", Json.write(Map.of("commands", commands)));
      Future<?> answered =
          thread.submit(() -> {
            api.call(request);
            return true;
          });
      reading.expect(expected.toByteArray());
      answered.get();
    }
    return System.nanoTime() - begin;
  }

  private static void frame(ByteArrayOutputStream to, String push) {
    to.write(0x81);
    to.write(126);
    to.write(push.length() >> 8);
    to.write(push.length());
    to.writeBytes(push.getBytes(US_ASCII));
  }

  private static boolean shows(RunningGyre server, String end) {
    return metrics(server).lines().anyMatch(line -> line.endsWith(end));
  }

  private static String metrics(RunningGyre server) {
    try {
      return server.get("/metrics").body();
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
