package io.gyre.verify;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * Publishes into a few channels by batches while subscribers lose their connections and come back,
 * as a seed says, and counts what each of them got.
 *
 * @param seed decides the order of publications and the moments of the drops
 * @param publications how many in all; rounded to whole batches
 */
record DeliveryRun(long seed, int publications) {
  private static final List<String> CHANNELS =
      IntStream.range(0, 8).mapToObj(i -> "delivery:" + i).toList();
  private static final int SUBSCRIBERS = 4;
  private static final int EACH_A_BATCH = 10;
  private static final int DROPS = 12;
  private static final long MINUTES_MAX = 5;

  /** What a server needs for a run. */
  static final String CONFIG =
      """
      client:
        recovery_max_publication_limit: 1000000
        queue_max_size: 67108864
      channel:
        namespaces:
          - name: delivery
            force_recovery: true
            history_size: 1000000
            history_ttl: 10m
            allow_subscribe_for_client: true
      """;

  /**
   * What came of it.
   *
   * @param published publications in all
   * @param reports one for each subscriber
   * @param nanos from the first publication to the last delivery
   */
  record Outcome(int published, List<Reader.Report> reports, long nanos) {
    String describe() {
      long drops = reports.stream().mapToLong(report -> report.connects() - 1).sum();
      long longest = reports.stream().mapToLong(Reader.Report::longestNanos).max().orElse(0);
      long delivered = reports.stream().mapToLong(Reader.Report::received).sum();
      return "delivery: %d published, %d delivered over %d drops, %d/s published, longest way %d ms"
          .formatted(
              published, delivered, drops, published * 1_000_000_000L / nanos, longest / 1_000_000);
    }
  }

  /** Runs it against a server that was started with {@link #CONFIG}. */
  Outcome against(RunningGyre server) throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    AtomicBoolean over = new AtomicBoolean();
    try {
      List<Reader> readers =
          IntStream.range(0, SUBSCRIBERS)
              .mapToObj(i ->
                  new Reader(
                      http,
                      server.webSocket(),
                      CHANNELS,
                      Reader.By.CLIENT,
                      Map.of("token", RunningGyre.token("user-" + i, List.of()))))
              .toList();
      List<Future<?>> subscribers = new ArrayList<>();
      for (int i = 0; i < SUBSCRIBERS; i++) {
        Reader reader = readers.get(i);
        WireClient first = reader.connect();
        Random random = new Random(seed * 31 + i);
        subscribers.add(
            threads.submit(() -> {
              comeAndGo(reader, first, random, over);
              return true;
            }));
      }
      return measure(server, readers, subscribers, over);
    } finally {
      over.set(true);
      http.shutdownNow();
      threads.shutdownNow();
    }
  }

  private Outcome measure(
      RunningGyre server, List<Reader> readers, List<Future<?>> subscribers, AtomicBoolean over)
      throws Exception {
    long begin = System.nanoTime();
    long last = publish(server);
    over.set(true);
    for (Future<?> subscriber : subscribers) {
      subscriber.get(MINUTES_MAX, TimeUnit.MINUTES);
    }
    for (Reader reader : readers) {
      reader.await(last);
    }
    return new Outcome(
        (int) last * CHANNELS.size(),
        readers.stream().map(Reader::report).toList(),
        System.nanoTime() - begin);
  }

  /** Returns the number that each channel has come to. */
  private long publish(RunningGyre server) throws IOException, InterruptedException {
    Random random = new Random(seed);
    long[] numbers = new long[CHANNELS.size()];
    int batches = Math.max(1, publications / CHANNELS.size() / EACH_A_BATCH);
    for (int batch = 0; batch < batches; batch++) {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < CHANNELS.size() * EACH_A_BATCH; i++) {
        order.add(i % CHANNELS.size());
      }
      Collections.shuffle(order, random);
      List<Object> commands = new ArrayList<>();
      for (int channel : order) {
        Object data = Map.of("n", ++numbers[channel], "t", System.nanoTime());
        commands.add(Map.of("publish", Map.of("channel", CHANNELS.get(channel), "data", data)));
      }
      for (var reply : server.batch(commands)) {
        if (!reply.has("publish")) {
          throw new IOException("not published: " + reply);
        }
      }
    }
    return numbers[0];
  }

  /** The last connection stays. */
  private void comeAndGo(Reader reader, WireClient first, Random random, AtomicBoolean over)
      throws InterruptedException {
    WireClient client = first;
    long received = 0;
    while (!over.get()) {
      received += 1 + random.nextInt(Math.max(1, 2 * publications / DROPS));
      reader.awaitReceived(received, over::get);
      client.drop();
      client = reader.connect();
    }
  }
}
