package io.gyre.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the process as a whole: no descriptors left, stopped, ended. */
@Timeout(120)
class ProcessFaultsTest {
  private static final int DESCRIPTORS = 400;
  private static final int CONNECTIONS = 600;
  private static final int CLIENTS = 50;
  private static final int CHANNELS = 50_000;
  private static final int ROUNDS = 8;

  /** The exit code of a JVM that ends on an OutOfMemoryError. */
  private static final int OUT_OF_MEMORY = 3;

  private static final String OPEN =
      """
      client: {allow_anonymous_connect_without_token: true}
      channel:
        without_namespace: {allow_subscribe_for_client: true, allow_subscribe_for_anonymous: true}
      """;

  @TempDir Path folder;

  @Test
  void survivesThatDescriptorsRunOut() throws Exception {
    try (RunningGyre server = RunningGyre.startWithDescriptors(DESCRIPTORS, folder, OPEN)) {
      List<Socket> crowd = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        crowd.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
      }
      for (Socket one : crowd) {
        one.close();
      }
      awaitHealth(server);
    }
  }

  private static void awaitHealth(RunningGyre server) throws InterruptedException {
    int status = 0;
    while (status != 200) { // until the test takes too long
      try {
        status = server.get("/health").statusCode();
      } catch (IOException notYet) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void servesAtOnceAfterItStoodStill() throws Exception {
    try (RunningGyre server = RunningGyre.start(folder, OPEN)) {
      BlockingQueue<JsonNode> pushes = new LinkedBlockingQueue<>();
      HttpClient http = HttpClient.newHttpClient();
      WireClient client = WireClient.open(http, server.webSocket(), pushes::add);
      client.ask("connect", Map.of(), reply -> {});
      client.ask("subscribe", Map.of("channel", "news"), reply -> {});
      server.signal("STOP");
      try {
        assertThrows(IOException.class, () -> server.get("/health", Duration.ofSeconds(2)));
      } finally {
        server.signal("CONT");
      }
      server.api("publish", Map.of("channel", "news", "data", 1));
      assertEquals(1, pushes.take().at("/pub/data").asInt());
      http.shutdownNow();
    }
  }

  /** It must not limp on: who watches over it starts it again. */
  @Test
  void endsWhenMemoryRunsOut() throws Exception {
    String keeping =
        """
        channel: {without_namespace: {history_size: 1000000, history_ttl: 1h}}
        """;
    try (RunningGyre server = RunningGyre.startWithHeap(96, folder, keeping)) {
      Map<String, Object> large = Map.of("channel", "kept", "data", "x".repeat(60_000));
      assertThrows(
          IOException.class,
          () -> {
            while (true) { // until the heap is full of what has to be kept
              server.api("publish", large);
            }
          });
      assertEquals(OUT_OF_MEMORY, server.exit());
      assertTrue(server.log().contains("OutOfMemoryError"), server::log);
    }
  }

  /** Rounds of channels that expire, together larger than the heap. */
  @Test
  void forgetsChannelsThatExpired() throws Exception {
    String brief =
        """
        channel: {without_namespace: {history_size: 1, history_ttl: 1s, history_meta_ttl: 1s}}
        """;
    try (RunningGyre server = RunningGyre.startWithHeap(160, folder, brief)) {
      for (int round = 0; round < ROUNDS; round++) {
        int number = round;
        List<String> channels =
            IntStream.range(0, CHANNELS).mapToObj(i -> "round-" + number + "-" + i).toList();
        Map<String, Object> wide = Map.of("channels", channels, "data", "x".repeat(500));
        server.api("broadcast", wide);
        awaitForgotten(server, channels.getFirst());
      }
    }
  }

  private static void awaitForgotten(RunningGyre server, String channel) throws Exception {
    Map<String, Object> question = Map.of("channel", channel, "limit", 1);
    while (!server.api("history", question).path("publications").isEmpty()) {
      assertFalse(server.awaitEnd(50), server::log);
    }
  }

  @Test
  void tellsEverybodyWhenItIsEnded() throws Exception {
    List<WireClient> clients = new ArrayList<>();
    HttpClient http = HttpClient.newHttpClient();
    try (RunningGyre server = RunningGyre.start(folder, OPEN)) {
      for (int i = 0; i < CLIENTS; i++) {
        WireClient client = WireClient.open(http, server.webSocket(), push -> {});
        client.ask("connect", Map.of(), reply -> {});
        clients.add(client);
      }
    } // ends it, and checks that the exit code is 0
    for (WireClient client : clients) {
      assertEquals(3001, client.closed().get(30, TimeUnit.SECONDS));
    }
    http.shutdownNow();
  }
}
