package io.gyre.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.server.metrics.MetricsEndpoint;
import io.gyre.server.metrics.ProcessMetrics;
import io.gyre.server.metrics.PrometheusMeters;
import io.gyre.server.metrics.RequestMeters;
import io.helidon.webserver.WebServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointsTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final PrometheusMeters METERS = new PrometheusMeters();
  private static WebServer server;

  @BeforeAll
  static void start() {
    server =
        WebServer.builder()
            .host("127.0.0.1")
            .shutdownGracePeriod(Duration.ZERO)
            .routing(routing ->
                routing
                    .addFilter(new RequestMeters(METERS, List.of("/health", "/metrics", "/me")))
                    .any("/health", new Health())
                    .any("/metrics", new MetricsEndpoint(List.of(new ProcessMetrics(), METERS))))
            .build()
            .start();
  }

  @AfterAll
  static void stop() {
    server.stop();
    CLIENT.close();
  }

  @ParameterizedTest
  @CsvSource({"GET, /health", "POST, /health", "HEAD, /health", "GET, /metrics", "POST, /metrics"})
  void answersWhateverTheMethod(String method, String path) throws Exception {
    assertEquals(200, call(method, path).statusCode());
  }

  @Test
  void healthIsAnEmptyObject() throws Exception {
    HttpResponse<String> response = call("GET", "/health");

    assertEquals("{}", response.body());
    assertEquals("application/json", response.headers().firstValue("content-type").get());
  }

  @Test
  void metricsAreText() throws Exception {
    HttpResponse<String> response = call("GET", "/metrics");

    assertTrue(response.body().contains("\nprocess_cpu_seconds_total "));
    assertEquals(
        "text/plain; version=0.0.4; charset=utf-8",
        response.headers().firstValue("content-type").get());
  }

  @Test
  void responsesAreCountedByRouteMethodAndStatus() throws Exception {
    call("DELETE", "/health");
    call("BREW", "/health/x");
    call("GET", "/healthy");

    String text = call("GET", "/metrics").body();

    String name = "centrifugo_node_incoming_http_requests_total";
    assertTrue(text.contains(name + "{path=\"/health\",method=\"DELETE\",status=\"200\"} 1"), text);
    assertTrue(text.contains(name + "{path=\"/health\",method=\"other\",status=\"404\"} 1"), text);
    assertTrue(text.contains(name + "{path=\"other\",method=\"GET\",status=\"404\"} 1"), text);
  }

  private static HttpResponse<String> call(String method, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return CLIENT.send(
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build(),
        BodyHandlers.ofString());
  }
}
