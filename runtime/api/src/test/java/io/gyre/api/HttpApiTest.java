package io.gyre.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API over a real port. */
class HttpApiTest {
  private static final CountingMeters METERS = new CountingMeters();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String PUBLISH = "{\"channel\":\"x\",\"data\":{}}";
  private static WebServer server;

  @BeforeAll
  static void start() {
    ApiService service = new ApiService(new FakeNode(), Extensions.NONE, new SilentLogger());
    server =
        WebServer.builder()
            .host("127.0.0.1")
            .shutdownGracePeriod(Duration.ZERO)
            .routing(routing ->
                routing
                    .register("/api", api("k", false, false, service))
                    .register("/open", api("", true, false, service))
                    .register("/keyless", api("", false, false, service))
                    .register("/status", api("k", false, true, service)))
            .build()
            .start();
  }

  private static HttpApi api(
      String key, boolean insecure, boolean transportErrors, ApiService service) {
    return new HttpApi(
        new HttpApi.Settings(key, insecure, transportErrors, new ApiLimits(1000, 10, 10)),
        service,
        new ApiMeters(METERS, "http"));
  }

  @AfterAll
  static void stop() {
    server.stop();
    CLIENT.close();
  }

  @ParameterizedTest
  @CsvSource({
    "X-API-Key, k, '', 200",
    "Authorization, apikey k, '', 200",
    "Authorization, ApiKey k, '', 200",
    "X-API-Key, bad, '', 401",
    "X-API-Key, kk, '', 401",
    "Authorization, apikey bad, '', 401",
    "Authorization, Bearer k, '', 401",
    "Authorization, apikey, '', 401",
    "X-Other, k, '', 401",
    "X-Other, k, ?api_key=k, 200",
    "X-API-Key, bad, ?api_key=k, 200",
    "X-Other, k, ?api_key=bad, 401"
  })
  void admitsWhoShowsTheKey(String name, String value, String query, int status) throws Exception {
    HttpRequest request = post("/api/info" + query, "{}").header(name, value).build();

    assertEquals(status, send(request).statusCode());
  }

  @Test
  void aWrongKeyHidesTheAuthorization() throws Exception {
    HttpRequest request =
        post("/api/info", "{}")
            .header("X-API-Key", "bad")
            .header("Authorization", "apikey k")
            .build();

    assertEquals(401, send(request).statusCode());
  }

  @Test
  void anEmptyKeyDoesNotHideTheAuthorization() throws Exception {
    HttpRequest request =
        post("/api/info", "{}").header("X-API-Key", "").header("Authorization", "apikey k").build();

    assertEquals(200, send(request).statusCode());
  }

  @Test
  void anInsecureApiNeedsNoKey() throws Exception {
    assertEquals("{\"result\":{}}", send(post("/open/publish", PUBLISH).build()).body());
  }

  @Test
  void withoutAConfiguredKeyNobodyIsAdmitted() throws Exception {
    HttpResponse<String> response =
        send(post("/keyless/info", "{}").header("X-API-Key", "").build());

    assertEquals(401, response.statusCode());
    assertEquals("", response.body());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/info, 405",
    "OPTIONS, /api/info, 405",
    "GET, /api, 405",
    "POST, /api/nope, 404",
    "POST, /api/info/, 404",
    "POST, /api/, 404",
    "POST, /api/send_push_notification, 404"
  })
  void answersOnlyItsPathsAndPost(String method, String path, int status) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path))
            .header("X-API-Key", "k")
            .method(method, BodyPublishers.noBody())
            .build();

    assertEquals(status, send(request).statusCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {"zzz", "''", "[]", "{\"channel\": 5}", "{\"channel\": \"x\", \"data\": {}} x"})
  void malformedTextIsABadRequest(String body) throws Exception {
    HttpResponse<String> response = call("/api/publish", body.equals("''") ? "" : body);

    assertEquals(400, response.statusCode());
    assertEquals("Bad Request\n", response.body());
    assertEquals("text/plain; charset=utf-8", response.headers().firstValue("content-type").get());
  }

  @Test
  void repliesAreJson() throws Exception {
    HttpResponse<String> response = call("/api/publish", PUBLISH);

    assertEquals("{\"result\":{}}", response.body());
    assertEquals("application/json", response.headers().firstValue("content-type").get());
  }

  @Test
  void aBodyBeyondTheLimitIsTooLarge() throws Exception {
    String fits = "{\"channel\":\"x\",\"data\":\"" + "a".repeat(1000 - 25) + "\"}";

    assertEquals(200, call("/api/publish", fits).statusCode());
    assertEquals(413, call("/api/publish", fits + " ").statusCode());
  }

  @Test
  void aBodyOfUnknownLengthIsLimitedToo() throws Exception {
    byte[] body = new byte[5000];
    HttpRequest request =
        HttpRequest.newBuilder(uri("/api/publish"))
            .header("X-API-Key", "k")
            .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body)))
            .build();

    assertEquals(413, send(request).statusCode());
  }

  @Test
  void errorsInTheBodyKeepTheStatusAt200() throws Exception {
    HttpResponse<String> response = call("/api/publish", "{}");

    assertEquals(200, response.statusCode());
    assertEquals("{\"error\":{\"code\":107,\"message\":\"bad request\"}}", response.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "publish|{}|400|{\"code\":107,\"message\":\"bad request\"}",
        "publish|{\"channel\":\"none:x\",\"data\":1}|404|{\"code\":102,\"message\":\"unknown channel\"}",
        "rpc|{\"method\":\"x\"}|404|{\"code\":104,\"message\":\"not found\"}",
        "publish|{\"channel\":\"broken:x\",\"data\":1}|500|{\"code\":100,\"message\":\"internal server error\"}",
        "publish|{\"channel\":\"x\",\"data\":1}|200|{\"result\":{}}",
        "batch|{\"commands\":[{\"publish\":{\"channel\":\"none:x\",\"data\":1}}]}|200|{\"replies\":[{\"error\":{\"code\":102,\"message\":\"unknown channel\"}}]}",
        "broadcast|{\"channels\":[\"none:x\"],\"data\":1}|200|{\"result\":{\"responses\":[{\"error\":{\"code\":102,\"message\":\"unknown channel\"}}]}}"
      })
  void errorsMayBeToldByStatus(String method, String body, int status, String reply)
      throws Exception {
    HttpResponse<String> configured = call("/status/" + method, body);
    HttpResponse<String> asked =
        send(
            post("/api/" + method, body)
                .header("X-API-Key", "k")
                .header("X-Centrifugo-Error-Mode", "transport")
                .build());

    assertEquals(status, configured.statusCode());
    assertEquals(reply, configured.body());
    assertEquals(status, asked.statusCode());
    assertEquals(reply, asked.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"method\":\"publish\",\"params\":{\"channel\":\"a\",\"data\":{}}}~{\"method\":\"presence_stats\",\"params\":{\"channel\":\"a\"}}|200|{\"result\":{}}~{\"result\":{\"num_clients\":2,\"num_users\":1}}",
        "{\"id\":7,\"params\":{\"channel\":\"hist:old\",\"data\":1},\"method\":\"PUBLISH\"}|200|{\"id\":7,\"result\":{\"offset\":1,\"epoch\":\"abcd\"}}",
        "{\"method\":5,\"params\":{\"channel\":\"a\"}}|200|{\"result\":{\"num_clients\":2,\"num_users\":1}}",
        "{\"method\":\"nope\"}|400|Bad Request~",
        "{\"method\":\"batch\",\"params\":{}}|400|Bad Request~",
        "{\"method\":null}|400|Bad Request~",
        "{\"method\":\"connections\"}|200|{\"error\":{\"code\":104,\"message\":\"not found\"}}",
        "{\"method\":13}{\"method\":-1}|200|{\"error\":{\"code\":104,\"message\":\"not found\"}}~{\"error\":{\"code\":104,\"message\":\"not found\"}}",
        "{}|200|{\"error\":{\"code\":107,\"message\":\"bad request\"}}",
        "{\"method\":\"disconnect\"}|200|{\"error\":{\"code\":107,\"message\":\"bad request\"}}",
        "{\"method\":\"disconnect\",\"params\":null}|200|{\"result\":{}}",
        "{\"method\":\"publish\",\"params\":{\"channel\":5}}|200|{\"error\":{\"code\":107,\"message\":\"bad request\"}}",
        " |200|",
        "zz|400|Bad Request~"
      })
  void theOldFormatTakesCommandsLineByLine(String body, int status, String reply) throws Exception {
    HttpResponse<String> response = call("/api", body == null ? " " : body.replace('~', '\n'));

    assertEquals(status, response.statusCode());
    assertEquals(reply == null ? "" : reply.replace('~', '\n'), response.body());
  }

  @Test
  void countsCommandsAndErrorsByMethod() throws Exception {
    String durations = "centrifugo_api_command_duration_seconds[protocol, http, method, refresh]";
    String errors =
        "centrifugo_api_command_errors_total[protocol, http, method, subscribe, error, 107]";
    call("/api/refresh", "{}");
    call("/api/subscribe", "{}");
    call("/api/subscribe", "{}");

    METERS.await(durations, 1);
    METERS.await(errors, 2);
  }

  @Test
  void ofABatchItsCommandsCountAndOfABroadcastItsPublications() throws Exception {
    call("/api/batch", "{\"commands\":[{\"history_remove\":{}},{\"nope\":{}}]}");
    call("/api/broadcast", "{\"channels\":[\"\",\"a\"],\"data\":1}");

    METERS.await(
        "centrifugo_api_command_duration_seconds[protocol, http, method, history_remove]", 1);
    METERS.await(
        "centrifugo_api_command_errors_total[protocol, http, method, history_remove, error, 107]",
        1);
    METERS.await(
        "centrifugo_api_command_errors_total[protocol, http, method, unknown, error, 104]", 1);
    METERS.await(
        "centrifugo_api_command_errors_total[protocol, http, method, broadcast_publish, error, 107]",
        1);
  }

  private static HttpResponse<String> call(String path, String body) throws Exception {
    return send(post(path, body).header("X-API-Key", "k").build());
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return CLIENT.send(request, BodyHandlers.ofString());
  }

  private static HttpRequest.Builder post(String path, String body) {
    return HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body));
  }

  private static URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }
}
