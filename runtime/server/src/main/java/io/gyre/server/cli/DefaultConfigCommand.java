package io.gyre.server.cli;

import io.gyre.config.ConfigFormat;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes every key with its default. */
@Command(
    name = "defaultconfig",
    mixinStandardHelpOptions = true,
    description =
        "Write a configuration file with every key at its default; print it if no file is named.")
final class DefaultConfigCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final Configuration configuration;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The file to write.")
  private String file = "";

  @Option(
      names = {"-d", "--dry-run"},
      description = "Print instead of writing.")
  private boolean dryRun;

  @Mixin private DefaultValues values = new DefaultValues();

  DefaultConfigCommand(Surroundings surroundings, Configuration configuration) {
    this.surroundings = surroundings;
    this.configuration = configuration;
  }

  @Override
  public Integer call() {
    Map<String, Object> all = values.of(configuration);
    if (file.isEmpty() || dryRun) {
      ConfigFormat format = ConfigFormat.of(file).orElse(ConfigFormat.YAML);
      surroundings.out().print(format.write(all));
    } else {
      NewFile.write(configuration.file(file), all);
    }
    return 0;
  }
}
