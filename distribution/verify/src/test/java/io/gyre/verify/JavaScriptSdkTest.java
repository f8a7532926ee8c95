package io.gyre.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The official JavaScript SDK in Node: connects with a token, subscribes, publishes, asks, loses
 * its connection and recovers. What it expects is in {@code src/test/js/sdk.js}.
 */
@Timeout(180)
class JavaScriptSdkTest {
  private static final String CONFIG =
      """
      rpc: {ping: {enabled: true}}
      channel:
        namespaces:
          - name: sdk
            presence: true
            history_size: 100
            history_ttl: 10m
            force_recovery: true
            allow_subscribe_for_client: true
            allow_publish_for_subscriber: true
            allow_history_for_subscriber: true
            allow_presence_for_subscriber: true
          - {name: closed, presence: true}
      """;

  @TempDir Path folder;

  @BeforeAll
  static void installTheSdk() throws IOException, InterruptedException {
    Path sources =
        Path.of(System.getProperty("gyre.sources"), "distribution/verify/src/test/js").normalize();
    Files.createDirectories(target());
    for (String name : List.of("package.json", "package-lock.json", "sdk.js")) {
      Files.copy(
          sources.resolve(name), target().resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    Command.run(
            target(),
            Map.of(),
            List.of("npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"))
        .mustSucceed();
  }

  private static Path target() {
    return Path.of(System.getProperty("gyre.target"), "js");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "protobuf"})
  void worksUnmodified(String format) throws Exception {
    try (RunningGyre server = RunningGyre.start(folder, CONFIG)) {
      Command run =
          Command.run(
              target(),
              Map.of(),
              List.of(
                  "node",
                  "sdk.js",
                  format,
                  server.webSocket().toString(),
                  server.http("/api").toString(),
                  server.key(),
                  RunningGyre.token("ann", List.of())));
      assertEquals("done: " + format + ", 6 publications\n", run.output());
      assertEquals(0, run.exit());
    }
  }
}
