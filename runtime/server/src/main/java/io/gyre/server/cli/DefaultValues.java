package io.gyre.server.cli;

import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigSyntaxException;
import io.gyre.config.ConfigValues;
import io.gyre.server.config.ConfigFile;
import java.nio.file.Path;
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

  Map<String, Object> of(Configuration configuration) {
    Map<String, Object> values =
        ConfigValues.of(configuration.loader().schema(), tree(configuration));
    return nonZeroOnly ? ConfigValues.withoutZeros(values) : values;
  }

  private Block tree(Configuration configuration) {
    if (base.isEmpty()) {
      return Block.empty("");
    }
    Path path = configuration.file(base);
    return ConfigFile.read(path)
        .orElseThrow(() -> new ConfigSyntaxException("config file not found: " + path));
  }
}
