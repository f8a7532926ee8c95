package io.gyre.server.cli;

import io.gyre.config.FlagOverlay;
import io.gyre.server.config.ConfigLoader.Outcome;
import io.gyre.server.config.ConfigLoader.Source;
import io.gyre.server.config.DotEnv;
import io.gyre.server.config.LoadedConfig;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** No command: runs the server. */
@Command(
    name = "gyre",
    mixinStandardHelpOptions = true,
    description =
        "Real-time messaging server. Every key of the configuration is a flag too: --http_server.port 9000.")
final class RunCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final Configuration configuration;
  private final FlagOverlay flags;
  private final ServerLauncher launcher;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Configuration file: YAML, JSON or TOML by its ending.")
  private String file = "";

  @Option(
      names = {"-a", "--address"},
      description = "Short for --http_server.address.")
  private String address = "";

  @Option(
      names = {"-p", "--port"},
      description = "Short for --http_server.port.")
  private String port = "";

  @Option(names = "--strict", description = "Refuse unknown and unsupported keys.")
  private boolean strict;

  RunCommand(
      Surroundings surroundings,
      Configuration configuration,
      FlagOverlay flags,
      ServerLauncher launcher) {
    this.surroundings = surroundings;
    this.configuration = configuration;
    this.flags = flags;
    this.launcher = launcher;
  }

  @Override
  public Integer call() throws Exception {
    Map<String, String> values = new TreeMap<>(flags.values());
    putUnlessEmpty(values, "http_server.address", address);
    putUnlessEmpty(values, "http_server.port", port);
    Map<String, String> environment =
        DotEnv.over(surroundings.environment(), surroundings.folder());
    Source source = new Source(configuration.file(file), values, environment);
    Outcome outcome = configuration.loader().load(source);
    LoadedConfig config =
        outcome.usable(strict).orElseThrow(() -> Configuration.refused(outcome, strict));
    return launcher.launch(
        new ServerLauncher.Start(
            config,
            outcome.problems().warnings(strict),
            configuration.providers(),
            configuration.loader(),
            source,
            strict));
  }

  private static void putUnlessEmpty(Map<String, String> values, String key, String value) {
    if (!value.isEmpty()) {
      values.put(key, value);
    }
  }
}
