package io.gyre.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stranger's plugin takes part: it decides who comes in and who listens, and it publishes. */
@Timeout(90)
class ExamplePluginTest {
  private static final String CONFIG =
      """
      client:
        proxy:
          connect:
            enabled: true
            endpoint: "example:"
            example: {banned: ["eve"]}
      channel:
        proxy:
          subscribe: {endpoint: "example:"}
        namespaces:
          - {name: public, subscribe_proxy_enabled: true}
          - {name: mine, subscribe_proxy_enabled: true}
      consumers:
        - {name: ticks, enabled: true, type: ticker, ticker: {channel: "public:ticks", interval: 50ms}}
      """;

  @TempDir Path folder;

  /** Directly in the folder, or in a folder of its own with the libraries it might bring. */
  @ParameterizedTest
  @ValueSource(strings = {"plugins", "plugins/example"})
  void takesPartAsAJarAndAsAFolder(String place) throws Exception {
    Path home = Distribution.light(folder.resolve("home"));
    ExamplePlugin.copyJar(home.resolve(place));
    HttpClient http = HttpClient.newHttpClient();
    try (RunningGyre server = RunningGyre.start(home, folder, CONFIG)) {
      assertEquals(4501, closeCode(http, server, Map.of()));
      assertEquals(4501, closeCode(http, server, Map.of("user", "eve")));
      decidesWhoListens(http, server);
      assertTrue(server.log().contains("plugins=example"), server::log); // written long before now
    } finally {
      http.shutdownNow();
    }
  }

  private static int closeCode(HttpClient http, RunningGyre server, Map<String, Object> data)
      throws Exception {
    WireClient client = WireClient.open(http, server.webSocket(), push -> {});
    var unused = client.asking("connect", Map.of("data", data), reply -> {});
    return client.closed().get(10, TimeUnit.SECONDS);
  }

  private static void decidesWhoListens(HttpClient http, RunningGyre server) throws Exception {
    CompletableFuture<JsonNode> tick = new CompletableFuture<>();
    WireClient ann = WireClient.open(http, server.webSocket(), tick::complete);
    ann.ask("connect", Map.of("data", Map.of("user", "ann")), holding("connect"));
    ann.ask("subscribe", Map.of("channel", "mine:ann"), holding("subscribe"));
    ann.ask(
        "subscribe",
        Map.of("channel", "mine:bob"),
        reply -> assertEquals(403, reply.path("error").path("code").asInt(), reply::toString));
    ann.ask("subscribe", Map.of("channel", "public:ticks"), holding("subscribe"));
    JsonNode push = tick.get(10, TimeUnit.SECONDS);
    assertEquals("public:ticks", push.path("channel").asText());
    assertTrue(push.path("pub").path("data").has("tick"), push::toString);
  }

  private static Consumer<JsonNode> holding(String result) {
    return reply -> assertTrue(reply.has(result), reply::toString);
  }
}
