package io.gyre.server.cli;

import io.gyre.config.Reference;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints every environment variable with its default. */
@Command(
    name = "defaultenv",
    mixinStandardHelpOptions = true,
    description = "Print every environment variable with its default.")
final class DefaultEnvCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final Configuration configuration;
  @Mixin private DefaultValues values = new DefaultValues();

  DefaultEnvCommand(Surroundings surroundings, Configuration configuration) {
    this.surroundings = surroundings;
    this.configuration = configuration;
  }

  @Override
  public Integer call() {
    surroundings
        .out()
        .print(Reference.variables(configuration.loader().schema(), values.of(configuration)));
    return 0;
  }
}
