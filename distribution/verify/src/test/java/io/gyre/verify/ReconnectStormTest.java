package io.gyre.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients come back again and again, each with many recoverable subscriptions that the server
 * grants, while all these channels are published to. Where a broadcast waits for a client that
 * subscribes, or the other way round, this stands still after a few connects.
 */
@Timeout(120)
class ReconnectStormTest {
  private static final int CLIENTS = 8;
  private static final int CONNECTS = 60;
  private static final int CHANNELS = 40;
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final List<String> NAMES =
      IntStream.range(0, CHANNELS).mapToObj(i -> "storm:" + i).toList();

  @TempDir Path folder;

  @Test
  void answersEveryClientThatATokenSubscribes() throws Exception {
    String config =
        """
        client:
          recovery_max_publication_limit: 100000
          queue_max_size: 67108864
        channel:
          namespaces:
            - {name: storm, force_recovery: true, history_size: 100000, history_ttl: 10m}
        """;
    try (RunningGyre server = RunningGyre.start(folder, config)) {
      storm(server, user -> Map.of("token", RunningGyre.token(user, NAMES)));
    }
  }

  @Test
  void answersEveryClientThatAPluginSubscribes() throws Exception {
    String config =
        """
        client:
          recovery_max_publication_limit: 100000
          queue_max_size: 67108864
          proxy:
            connect: {enabled: true, endpoint: "example:"}
        channel:
          namespaces:
            - {name: storm, history_size: 100000, history_ttl: 10m}
        """;
    Path home = Distribution.light(folder.resolve("home"));
    ExamplePlugin.copyJar(home.resolve("plugins"));
    try (RunningGyre server = RunningGyre.start(home, folder, config)) {
      storm(server, user -> Map.of("data", Map.of("user", user, "channels", NAMES)));
    }
  }

  /** What a user says when it connects. */
  private interface Identity {
    Map<String, Object> of(String user);
  }

  @SuppressWarnings("try") // ended at once: to close it politely waits for its connections
  private static void storm(RunningGyre server, Identity identity) throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try (AutoCloseable hangUp = http::shutdownNow;
        AutoCloseable endTimer = timer::shutdownNow;
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Reader> readers =
          IntStream.range(0, CLIENTS)
              .mapToObj(i ->
                  new Reader(
                      http, server.webSocket(), NAMES, Reader.By.SERVER, identity.of("user-" + i)))
              .toList();
      List<WireClient> first = readers.stream().map(Reader::connect).toList();
      Publisher publisher = new Publisher(server, NAMES);
      ScheduledFuture<?> publishing = publisher.start(timer);
      List<Future<?>> storms = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Reader reader = readers.get(i);
        WireClient client = first.get(i);
        storms.add(threads.submit(() -> comeAndGo(reader, client)));
      }
      long end = System.nanoTime() + DEADLINE.toNanos();
      for (Future<?> storm : storms) {
        storm.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
      assertFalse(publishing.isDone(), "the API answered all the time");
      publishing.cancel(false);
      long last = publisher.publishOnce();
      assertTrue(last > 10, "published meanwhile: " + last);
      for (Reader reader : readers) {
        reader.await(last);
        Reader.Report report = reader.report();
        assertEquals(
            new Reader.Report(CONNECTS, last * CHANNELS, 0, 0, 0, 0, report.longestNanos()),
            report);
      }
      System.out.printf(
          "storm: %d connects, %d publications into each of %d channels%n",
          CLIENTS * CONNECTS, last, CHANNELS);
    }
  }

  /** The last connection stays. */
  private static void comeAndGo(Reader reader, WireClient first) {
    WireClient client = first;
    for (int i = 1; i < CONNECTS; i++) {
      client.drop();
      client = reader.connect();
    }
  }
}
