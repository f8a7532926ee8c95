package io.gyre.verify;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** A server for tests of the official SDKs, and the line to it. */
record SdkServer(RunningGyre gyre, Line line) implements AutoCloseable {
  private static final String CONFIG =
      """
      rpc: {ping: {enabled: true}}
      http_stream: {enabled: true}
      sse: {enabled: true}
      channel:
        namespaces:
          - name: sdk
            presence: true
            history_size: 100
            history_ttl: 10m
            allow_recovery: true
            allow_subscribe_for_client: true
            allow_publish_for_subscriber: true
            allow_history_for_subscriber: true
            allow_presence_for_subscriber: true
          - {name: closed, presence: true}
      """;

  static SdkServer start(Path folder) throws IOException, InterruptedException {
    return start(folder, "");
  }

  /** As {@link #start(Path)}, with more lines of configuration. */
  static SdkServer start(Path folder, String more) throws IOException, InterruptedException {
    RunningGyre gyre = RunningGyre.start(folder, CONFIG + more);
    return new SdkServer(gyre, Line.to(gyre.webSocket()));
  }

  /** The address of a path, through the line. */
  URI http(String path) {
    return URI.create("http://" + line.address().getAuthority() + path);
  }

  /** Does what a program asks for in a line of its output; other lines ask for nothing. */
  void answer(String line, String channel) throws IOException, InterruptedException {
    switch (line) {
      case "publish" -> publish(channel, 2);
      case "cut" -> publishWhileCut(channel);
      case "disconnect" -> gyre.api("disconnect", Map.of("user", "ann"));
      default -> {}
    }
  }

  /** Publishes <code>{"n": number}</code> over HTTP. */
  void publish(String channel, int number) throws IOException, InterruptedException {
    gyre.api("publish", Map.of("channel", channel, "data", Map.of("n", number)));
  }

  /** Cuts the line, publishes the numbers 3 to 5, and lets clients through again. */
  void publishWhileCut(String channel) throws IOException, InterruptedException {
    line.whileCut(() -> {
      for (int number = 3; number <= 5; number++) {
        publish(channel, number);
      }
    });
  }

  @Override
  public void close() throws IOException {
    line.close();
    gyre.close();
  }
}
