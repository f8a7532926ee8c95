package io.gyre.server.cli;

import io.gyre.config.FlagOverlay;
import io.gyre.server.config.ConfigLoader.Source;
import io.gyre.server.config.DotEnv;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /**
   * Reads the arguments of a plain start: each option once, its value behind it. Empty if there is
   * anything else among them, which the parser of all commands is to judge.
   */
  static Optional<SourceOptions> plain(List<String> arguments) {
    SourceOptions options = new SourceOptions();
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String name = rest.next();
      if (name.equals("--strict") && !options.strict) {
        options.strict = true;
      } else if (!rest.hasNext() || !options.take(name, rest.next())) {
        return Optional.empty();
      }
    }
    return Optional.of(options);
  }

  private boolean take(String name, String value) {
    if (value.isEmpty() || value.startsWith("-") || value.startsWith("@")) {
      return false;
    }
    String before;
    if (name.equals("-c") || name.equals("--config")) {
      before = file;
      file = value;
    } else if (name.equals("-a") || name.equals("--address")) {
      before = address;
      address = value;
    } else if (name.equals("-p") || name.equals("--port")) {
      before = port;
      port = value;
    } else {
      return false;
    }
    return before.isEmpty();
  }

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
