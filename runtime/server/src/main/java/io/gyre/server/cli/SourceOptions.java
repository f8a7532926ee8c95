package io.gyre.server.cli;

import io.gyre.config.FlagOverlay;
import io.gyre.server.config.ConfigLoader.Source;
import io.gyre.server.config.DotEnv;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Options that say where the configuration of a server comes from. */
final class SourceOptions {

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

  boolean strict() {
    return strict;
  }

  /** File, flags, and the environment with the file {@code .env} of the working directory. */
  Source source(Surroundings surroundings, Configuration configuration, FlagOverlay flags) {
    Map<String, String> values = new TreeMap<>(flags.values());
    putUnlessEmpty(values, "http_server.address", address);
    putUnlessEmpty(values, "http_server.port", port);
    Map<String, String> environment =
        DotEnv.over(surroundings.environment(), surroundings.folder());
    return new Source(configuration.file(file), values, environment);
  }

  private static void putUnlessEmpty(Map<String, String> values, String key, String value) {
    if (!value.isEmpty()) {
      values.put(key, value);
    }
  }
}
