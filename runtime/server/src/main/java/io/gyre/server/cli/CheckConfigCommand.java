package io.gyre.server.cli;

import io.gyre.config.FlagOverlay;
import io.gyre.server.config.ConfigLoader.Outcome;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says everything that is wrong with a configuration. */
@Command(
    name = "checkconfig",
    mixinStandardHelpOptions = true,
    description = "Check a configuration file.")
final class CheckConfigCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final Configuration configuration;
  private final FlagOverlay flags;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The file to check.")
  private String file = "";

  @Option(
      names = {"-s", "--strict"},
      description = "Refuse unknown and unsupported keys.")
  private boolean strict;

  CheckConfigCommand(Surroundings surroundings, Configuration configuration, FlagOverlay flags) {
    this.surroundings = surroundings;
    this.configuration = configuration;
    this.flags = flags;
  }

  @Override
  public Integer call() {
    Outcome outcome = configuration.load(file, flags.values());
    if (outcome.fileMissing()) {
      throw new CommandFailed("config file not found: " + configuration.file(file));
    }
    configuration.usable(outcome, strict);
    surroundings.out().println("configuration is good: " + configuration.file(file));
    return 0;
  }
}
