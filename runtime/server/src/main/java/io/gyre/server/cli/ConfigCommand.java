package io.gyre.server.cli;

import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigSchema;
import io.gyre.config.ConfigValues;
import io.gyre.config.EffectiveConfig;
import io.gyre.config.FlagOverlay;
import io.gyre.server.config.ConfigLoader.Outcome;
import io.gyre.server.config.ConfigLoader.Source;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the configuration that a server with these arguments would run with. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description =
        "Print the effective configuration as YAML, with the origin of each value in a comment. "
            + "Takes the arguments of a server; secrets are masked.")
final class ConfigCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final Configuration configuration;
  private final FlagOverlay flags;
  @Mixin private SourceOptions options = new SourceOptions();

  @Option(names = "--only-set", description = "Leave out what is at its default.")
  private boolean onlySet;

  @Option(names = "--show-secrets", description = "Do not mask secrets.")
  private boolean showSecrets;

  ConfigCommand(Surroundings surroundings, Configuration configuration, FlagOverlay flags) {
    this.surroundings = surroundings;
    this.configuration = configuration;
    this.flags = flags;
  }

  @Override
  public Integer call() {
    Source source = options.source(surroundings, configuration, flags);
    Outcome outcome = configuration.loader().load(source);
    Block tree = configuration.usable(outcome, options.strict()).tree();
    ConfigSchema schema = configuration.loader().schema();
    Map<String, Object> values =
        showSecrets ? ConfigValues.of(schema, tree) : ConfigValues.masked(schema, tree);
    surroundings
        .out()
        .print(
            EffectiveConfig.yaml(
                schema, tree, values, !onlySet, origin -> worded(origin, source.environment())));
    return 0;
  }

  private static String worded(String origin, Map<String, String> environment) {
    if (environment.containsKey(origin)) {
      return "env " + origin;
    }
    return origin.startsWith("--") ? "flag " + origin : origin.replace(", line ", ":");
  }
}
