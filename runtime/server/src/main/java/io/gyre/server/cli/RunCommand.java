package io.gyre.server.cli;

import io.gyre.config.FlagOverlay;
import io.gyre.server.config.ConfigLoader.Outcome;
import io.gyre.server.config.ConfigLoader.Source;
import io.gyre.server.config.LoadedConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
  @Mixin private SourceOptions options;

  RunCommand(
      Surroundings surroundings,
      Configuration configuration,
      FlagOverlay flags,
      ServerLauncher launcher,
      SourceOptions options) {
    this.surroundings = surroundings;
    this.configuration = configuration;
    this.flags = flags;
    this.launcher = launcher;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    Source source = options.source(surroundings, configuration, flags);
    Outcome outcome = configuration.loader().load(source);
    LoadedConfig config =
        outcome
            .usable(options.strict())
            .orElseGet(() -> configuration.usable(outcome, options.strict()));
    return launcher.launch(
        new ServerLauncher.Start(
            config,
            outcome.problems().warnings(options.strict()),
            configuration.providers(),
            configuration.loader(),
            source,
            options.strict()));
  }
}
