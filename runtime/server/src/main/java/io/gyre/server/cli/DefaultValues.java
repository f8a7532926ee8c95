package io.gyre.server.cli;

import io.gyre.config.ConfigValues;
import io.gyre.server.config.ConfigLoader.Outcome;
import io.gyre.server.config.LoadedConfig;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options of the commands that print every key: whose values stand over the defaults. */
final class DefaultValues {

  @Option(
      names = {"-b", "--base"},
      paramLabel = "FILE",
      description = "A configuration whose values replace the defaults.")
  private String base = "";

  @Option(
      names = "--base-non-zero-only",
      description = "Print only keys that are not empty, zero or false.")
  private boolean nonZeroOnly;

  /**
   * All values: the defaults, over them the base, over it the environment.
   *
   * @throws CommandFailed if this is no configuration to start with
   */
  Map<String, Object> of(Configuration configuration) {
    LoadedConfig config = configuration.usable(outcome(configuration), false);
    Map<String, Object> values = ConfigValues.of(configuration.loader().schema(), config.tree());
    return nonZeroOnly ? ConfigValues.withoutZeros(values) : values;
  }

  private Outcome outcome(Configuration configuration) {
    if (base.isEmpty()) {
      return configuration.loadWithoutFile();
    }
    Outcome outcome = configuration.load(base, Map.of());
    if (outcome.fileMissing()) {
      throw new CommandFailed("config file not found: " + configuration.file(base));
    }
    return outcome;
  }
}
