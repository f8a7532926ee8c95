package io.gyre.server.cli;

import io.gyre.config.ConfigProblem;
import io.gyre.config.FlagOverlay;
import io.gyre.server.config.ConfigLoader;
import io.gyre.server.config.ConfigLoader.Outcome;
import io.gyre.server.config.ConfigLoader.Source;
import io.gyre.server.config.LoadedConfig;
import io.gyre.server.config.ProviderSections;
import io.gyre.server.plugin.Providers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How commands get at the configuration. Providers are found at the first need. Not thread-safe.
 */
final class Configuration {

  /** Tried in this order when no file is named. */
  private static final List<String> USUAL_NAMES =
      List.of("config.yaml", "config.yml", "config.json", "config.toml");

  private final Surroundings surroundings;
  private final Supplier<Loading> loading;

  private record Loading(Providers providers, ConfigLoader loader) {}

  Configuration(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.loading =
        new Supplier<>() {
          private Optional<Loading> made = Optional.empty();

          @Override
          public Loading get() {
            if (made.isEmpty()) {
              Providers providers = surroundings.providers().get();
              made =
                  Optional.of(
                      new Loading(providers, new ConfigLoader(ProviderSections.of(providers))));
            }
            return made.get();
          }
        };
  }

  Providers providers() {
    return loading.get().providers;
  }

  ConfigLoader loader() {
    return loading.get().loader;
  }

  /** Takes the flags that are keys out of the arguments. */
  FlagOverlay split(List<String> arguments) {
    boolean keys = arguments.stream().anyMatch(Configuration::maybeKey);
    return keys
        ? FlagOverlay.of(loader().schema(), arguments)
        : new FlagOverlay(Map.of(), arguments);
  }

  private static boolean maybeKey(String argument) {
    String name = argument.split("=", 2)[0];
    return name.startsWith("--") && (name.contains(".") || name.contains("_"));
  }

  /** The file of this name, or the first of the usual ones that is there. */
  Path file(String named) {
    if (!named.isEmpty()) {
      return surroundings.folder().resolve(named);
    }
    return USUAL_NAMES.stream()
        .map(surroundings.folder()::resolve)
        .filter(Files::exists)
        .findFirst()
        .orElse(surroundings.folder().resolve(USUAL_NAMES.getFirst()));
  }

  Outcome loadWithoutFile() {
    return loader().loadWithoutFile(surroundings.environment());
  }

  Outcome load(String named, Map<String, String> flags) {
    return loader().load(new Source(file(named), flags, surroundings.environment()));
  }

  /**
   * The configuration, after a warning for each suspicion.
   *
   * @throws CommandFailed with all errors, if there are any
   */
  LoadedConfig usable(Outcome outcome, boolean strict) {
    outcome.problems().warnings(strict).forEach(problem -> surroundings.warn(problem.toString()));
    return outcome.usable(strict).orElseThrow(() -> refused(outcome, strict));
  }

  /**
   * The configuration though it may break rules, after a warning for each problem.
   *
   * @throws CommandFailed with all errors, if it cannot be read
   */
  LoadedConfig readable(Outcome outcome) {
    LoadedConfig config = outcome.config().orElseThrow(() -> refused(outcome, false));
    outcome.problems().all().forEach(problem -> surroundings.warn(problem.toString()));
    return config;
  }

  private CommandFailed refused(Outcome outcome, boolean strict) {
    // What is said to be missing may be here and broken.
    providers()
        .broken()
        .forEach(broken -> surroundings.warn("provider left out, " + broken.describe()));
    return new CommandFailed(
        outcome.problems().errors(strict).stream().map(ConfigProblem::toString).toList());
  }
}
