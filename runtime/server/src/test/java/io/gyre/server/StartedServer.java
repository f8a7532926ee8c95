package io.gyre.server;

import io.gyre.server.config.ConfigLoader;
import io.gyre.server.config.GyreConfig;
import io.gyre.server.config.LoadedConfig;
import io.gyre.server.config.ProviderSections;
import io.gyre.server.plugin.Providers;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A whole server in this process, on a port of this machine. */
record StartedServer(int port, GyreConfig config, Server server) {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /** Starts with a configuration in YAML, whose file lies in {@code scratch}. */
  static StartedServer start(Path scratch, int port, String yaml, Providers providers)
      throws Exception {
    LoadedConfig config = load(scratch, port, yaml, providers);
    Server server = Wiring.build(config, providers, new Signals());
    StartDeadline deadline = StartDeadline.watch(LIMIT, stage -> {});
    try {
      server.start(deadline);
    } finally {
      deadline.met();
    }
    return new StartedServer(port, config.server(), server);
  }

  private static LoadedConfig load(Path scratch, int port, String yaml, Providers providers)
      throws IOException {
    Path file = Files.writeString(scratch.resolve("config.yaml"), yaml);
    var flags = Map.of("http_server.address", "127.0.0.1", "http_server.port", "" + port);
    var outcome =
        new ConfigLoader(ProviderSections.of(providers))
            .load(new ConfigLoader.Source(file, flags, Map.of()));
    return outcome
        .usable(false)
        .orElseThrow(() -> new AssertionError(outcome.problems().all().toString()));
  }
}
