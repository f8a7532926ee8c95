package io.gyre.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.server.config.GyreConfig;
import io.gyre.server.plugin.PluginLoader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as people have them from before: flat keys of version 5, nested ones of version 6. */
class DocumentedFilesTest {
  private static final String FLAT = "flat.json";
  private static final String PROXIES = "flat-proxies.json";
  private static final String NESTED = "nested.yaml";

  @TempDir private Path folder;
  private final List<ServerLauncher.Start> starts = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void copiesFiles() throws IOException {
    for (String name : List.of(FLAT, PROXIES, NESTED)) {
      try (InputStream file = DocumentedFilesTest.class.getResourceAsStream(name)) {
        Files.copy(Objects.requireNonNull(file, name), folder.resolve(name));
      }
    }
  }

  private int run(String... arguments) {
    out.reset();
    err.reset();
    Surroundings surroundings =
        new Surroundings(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            folder,
            () -> Instant.EPOCH,
            () ->
                new PluginLoader(DocumentedFilesTest.class.getClassLoader())
                    .load(folder.resolve("plugins")));
    ServerLauncher launcher =
        start -> {
          starts.add(start);
          return 0;
        };
    return new Cli(surroundings, launcher).run(arguments);
  }

  private List<String> errorLines() {
    return err.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private GyreConfig started(String file) {
    assertEquals(0, run("-c", file), errorLines().toString());
    return starts.getLast().config().server();
  }

  @ParameterizedTest
  @ValueSource(strings = {FLAT, PROXIES, NESTED})
  void areGoodAndStartTheServer(String file) {
    assertEquals(0, run("checkconfig", "-c", file), errorLines().toString());
    assertTrue(
        errorLines().stream().allMatch(line -> line.startsWith("warning: ")),
        errorLines().toString());
    started(file);
    assertEquals(1, starts.size());
  }

  @Test
  void flatKeysMeanWhatTheNestedOnesMean() {
    assertEquals(started(NESTED), started(FLAT));
  }

  @Test
  void tokensOfTheOneAreGoodForTheOther() {
    assertEquals(0, run("gentoken", "-c", FLAT, "-q", "-u", "42"));
    String token = out.toString(StandardCharsets.UTF_8).strip();
    assertEquals(0, run("checktoken", "-c", NESTED, token), errorLines().toString());
  }

  @Test
  void flatKeysAreNamedWithTheirNewName() {
    run("checkconfig", "-c", FLAT);
    assertTrue(
        errorLines().stream()
            .anyMatch(line ->
                line.startsWith(
                    "warning: token_hmac_secret_key: renamed;"
                        + " write client.token.hmac_secret_key")),
        errorLines().toString());
  }

  @Test
  void whatAllProxiesHadInCommonEachHas() {
    GyreConfig config = started(PROXIES);
    var connect = config.client().proxy().connect();
    assertTrue(connect.enabled());
    assertEquals("http://localhost:3000/connect", connect.proxy().endpoint());
    assertEquals(List.of("Cookie", "Authorization"), connect.proxy().httpHeaders());
    assertTrue(config.client().proxy().refresh().enabled());
    var channel = config.channel();
    assertEquals("http://localhost:3000/subscribe", channel.proxy().subscribe().endpoint());
    assertTrue(channel.proxy().publish().includeConnectionMeta());
    assertTrue(channel.rules().namespaces().getFirst().options().subscribeProxyEnabled());
  }
}
