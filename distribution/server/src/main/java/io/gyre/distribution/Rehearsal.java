package io.gyre.distribution;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Runs a server for a few seconds the way its users do, so that the JVM can write down which
 * classes a start needs and which methods are hot. The launcher calls it for {@code bin/gyre
 * rehearse}; the arguments are the command that starts the server, without its configuration.
 *
 * <p>Only a server that does not start or does not stop makes it fail: an answer that is an error
 * rehearses too.
 */
public final class Rehearsal {
  private static final Duration START = Duration.ofMinutes(1);
  private static final Duration STOP = Duration.ofMinutes(2);

  /**
   * The JVM compiles with all its might what was called some thousand times, and a start that finds
   * such a method in the cache does so at once instead of watching it first.
   */
  private static final int ROUNDS = 6000;

  /** By the API, then by the client that asks: how far the channel is when others come and go. */
  private static final int PUBLISHED = ROUNDS + ROUNDS / 3;

  private static final String PROTOBUF = "/connection/websocket?cf_protocol=protobuf";
  private static final int COMERS = 4;
  private static final int MISSED = 50;
  private static final String SECRET = "rehearsal";
  private static final String CONFIG =
      """
      http_server: {address: 127.0.0.1, port: PORT}
      health: {enabled: true}
      prometheus: {enabled: true}
      http_api: {key: rehearsal}
      client:
        allow_anonymous_connect_without_token: true
        token: {hmac_secret_key: SECRET}
      channel:
        without_namespace:
          presence: true
          join_leave: true
          force_push_join_leave: true
          history_size: 100
          history_ttl: 60s
          force_recovery: true
          allow_subscribe_for_client: true
          allow_subscribe_for_anonymous: true
          allow_publish_for_subscriber: true
          allow_publish_for_anonymous: true
          allow_history_for_subscriber: true
          allow_history_for_anonymous: true
          allow_presence_for_subscriber: true
          allow_presence_for_anonymous: true
      """;

  /** A variable in JSON, as files and variables of others are, has that read as well. */
  private static final String VARIABLE = "CENTRIFUGO_CHANNEL_NAMESPACES";

  private static final String NAMESPACES =
      """
      [{
        "name": "rehearsal",
        "allow_subscribe_for_client": true,
        "allow_subscribe_for_anonymous": true
      }]
      """;

  private final int port;

  private Rehearsal(int port) {
    this.port = port;
  }

  /**
   * Starts the given command with a configuration of its own, plays, stops it with SIGTERM and
   * waits for its end.
   */
  public static void main(String[] command) throws IOException, InterruptedException {
    int port = freePort();
    Path config = Files.createTempFile("gyre-rehearsal", ".yaml");
    try {
      Files.writeString(
          config, CONFIG.replace("PORT", Integer.toString(port)).replace("SECRET", SECRET));
      List<String> line = new ArrayList<>(List.of(command));
      line.addAll(List.of("-c", config.toString()));
      ProcessBuilder builder = new ProcessBuilder(line).inheritIO();
      builder.environment().put(VARIABLE, NAMESPACES);
      Process server = builder.start();
      try {
        new Rehearsal(port).run(server);
        server.destroy();
        if (!server.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
          throw new IllegalStateException(
              "the server did not stop within " + STOP.toSeconds() + " s");
        }
      } finally {
        server.destroyForcibly();
      }
    } finally {
      Files.delete(config);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private void run(Process server) throws InterruptedException {
    awaitListening(server);
    try {
      play();
    } catch (IOException cutShort) {
      System.err.println("rehearsal cut short: " + cutShort);
    }
  }

  private void play() throws IOException, InterruptedException {
    try (RehearsalClient http = new RehearsalClient(port);
        RehearsalClient json = new RehearsalClient(port);
        RehearsalClient other = new RehearsalClient(port);
        RehearsalClient protobuf = new RehearsalClient(port)) {
      http.get("/health");
      http.get("/metrics");
      subscribe(json);
      subscribe(other);
      protobuf.upgrade(PROTOBUF);
      protobuf.binary(RehearsalProtobuf.connect(1, ""));
      protobuf.binary(RehearsalProtobuf.subscribe(2, "r"));
      for (int round = 0; round < ROUNDS; round++) {
        http.api("publish", "{\"channel\":\"r\",\"data\":{\"text\":\"line %d\"}}".formatted(round));
      }
      ask(json);
      comeAndGo();
      api(http);
      json.settle();
    }
  }

  /** Clients that connect with a token, recover what they missed, and go. */
  private void comeAndGo() throws IOException, InterruptedException {
    String token = RehearsalToken.of("user", SECRET);
    Callable<String> visits =
        () -> {
          for (int round = 0; round < ROUNDS / COMERS; round++) {
            String shown = round % 2 == 0 ? token : "";
            if (round % 3 == 0) {
              visitByProtobuf(shown);
            } else {
              visit(shown);
            }
          }
          return token;
        };
    try (ExecutorService comers = Executors.newFixedThreadPool(COMERS)) {
      for (Future<String> comer : comers.invokeAll(Collections.nCopies(COMERS, visits))) {
        comer.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private void visit(String token) throws IOException, InterruptedException {
    try (RehearsalClient client = new RehearsalClient(port)) {
      client.upgrade("/connection/websocket");
      client.text(
          token.isEmpty()
              ? "{\"id\":1,\"connect\":{}}"
              : "{\"id\":1,\"connect\":{\"token\":\"%s\"}}".formatted(token));
      client.text("{\"id\":2,\"subscribe\":{\"channel\":\"rehearsal:x\"}}");
      client.text(
          "{\"id\":3,\"subscribe\":{\"channel\":\"r\",\"recover\":true,\"offset\":%d}}"
              .formatted(PUBLISHED - MISSED));
      client.settle();
      client.awaitEnd();
    }
  }

  private void visitByProtobuf(String token) throws IOException, InterruptedException {
    try (RehearsalClient client = new RehearsalClient(port)) {
      client.upgrade(PROTOBUF);
      client.binary(RehearsalProtobuf.connect(1, token));
      client.binary(RehearsalProtobuf.subscribe(2, "rehearsal:x"));
      client.binary(RehearsalProtobuf.recover(3, "r", PUBLISHED - MISSED));
      client.settle();
      client.awaitEnd();
    }
  }

  private static void subscribe(RehearsalClient client) throws IOException {
    client.upgrade("/connection/websocket");
    client.text("{\"id\":1,\"connect\":{\"name\":\"rehearsal\"}}");
    client.text("{\"id\":2,\"subscribe\":{\"channel\":\"r\",\"recover\":true,\"epoch\":\"\"}}");
  }

  private static void ask(RehearsalClient client) throws IOException {
    for (int round = 0; round < ROUNDS / 3; round++) {
      client.text("{\"id\":3,\"publish\":{\"channel\":\"r\",\"data\":{\"text\":\"hello\"}}}");
    }
    client.text(
        "{\"id\":4,\"history\":{\"channel\":\"r\",\"limit\":10}}\n"
            + "{\"id\":5,\"presence\":{\"channel\":\"r\"}}");
    client.text("{\"id\":6,\"presence_stats\":{\"channel\":\"r\"}}");
    client.text("{\"id\":7,\"unsubscribe\":{\"channel\":\"r\"}}");
  }

  private static void api(RehearsalClient http) throws IOException {
    String publish = "{\"publish\":{\"channel\":\"r\",\"data\":{\"text\":\"one of a batch\"}}}";
    String batch =
        "{\"commands\":[" + String.join(",", Collections.nCopies(MISSED, publish)) + "]}";
    for (int round = 0; round < ROUNDS / MISSED; round++) {
      http.api("batch", batch);
      http.api("history", "{\"channel\":\"r\",\"limit\":100}");
      http.api("presence", "{\"channel\":\"r\"}");
      http.api("presence_stats", "{\"channel\":\"r\"}");
    }
    http.api("broadcast", "{\"channels\":[\"r\",\"s\"],\"data\":{\"text\":\"all\"}}");
    http.api("presence", "{\"channel\":\"r\"}");
    http.api("presence_stats", "{\"channel\":\"r\"}");
    http.api("history", "{\"channel\":\"r\",\"limit\":10}");
    http.api("history_remove", "{\"channel\":\"s\"}");
    http.api("channels", "{}");
    http.api("info", "{}");
    http.api("subscribe", "{\"user\":\"u\",\"channel\":\"r\"}");
    http.api("unsubscribe", "{\"user\":\"u\",\"channel\":\"r\"}");
    http.api("disconnect", "{\"user\":\"u\"}");
    http.get("/metrics");
  }

  private void awaitListening(Process server) throws InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < end && server.isAlive()) {
      try (RehearsalClient client = new RehearsalClient(port)) {
        client.get("/health");
        return;
      } catch (IOException notYet) {
        Thread.sleep(50);
      }
    }
    throw new IllegalStateException("the server did not start");
  }
}
