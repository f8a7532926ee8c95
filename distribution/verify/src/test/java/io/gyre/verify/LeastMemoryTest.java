package io.gyre.verify;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The least memory that the launcher accepts is enough to serve. */
@Timeout(120)
class LeastMemoryTest {
  private static final int LEAST_MEBIBYTES = 96;
  private static final int CLIENTS = 100;
  private static final int CALLS = 20;
  private static final int BATCH = 100;

  @TempDir Path folder;

  @Test
  void servesAHundredClientsAndABurstOfPublications() throws Exception {
    String config =
        """
        client: {allow_anonymous_connect_without_token: true}
        channel:
          without_namespace:
            allow_subscribe_for_client: true
            allow_subscribe_for_anonymous: true
            history_size: 100
            history_ttl: 1m
        """;
    CountDownLatch missing = new CountDownLatch(CLIENTS * CALLS * BATCH);
    List<WireClient> clients = new ArrayList<>();
    try (RunningGyre server = RunningGyre.startWithMemory(LEAST_MEBIBYTES, folder, config);
        HttpClient http = HttpClient.newHttpClient()) {
      for (int i = 0; i < CLIENTS; i++) {
        WireClient client = WireClient.open(http, server.webSocket(), push -> missing.countDown());
        client.ask("connect", Map.of(), reply -> {});
        client.ask("subscribe", Map.of("channel", "news"), reply -> {});
        clients.add(client);
      }
      Map<String, Object> publish =
          Map.of("publish", Map.of("channel", "news", "data", "x".repeat(100)));
      for (int call = 0; call < CALLS; call++) {
        server.batch(Collections.nCopies(BATCH, publish));
      }
      assertTrue(missing.await(60, TimeUnit.SECONDS), () -> missing + " " + server.log());
      clients.forEach(WireClient::drop);
      http.shutdownNow();
    }
  }
}
