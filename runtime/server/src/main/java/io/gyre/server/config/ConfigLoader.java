package io.gyre.server.config;

import io.gyre.config.ConfigBinder;
import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigSchema;
import io.gyre.config.ConfigSyntaxException;
import io.gyre.config.EnvironmentOverlay;
import io.gyre.config.FlagOverlay;
import io.gyre.config.KeyCase;
import io.gyre.config.Problems;
import io.gyre.config.RenamedKeys;
import io.gyre.config.UnknownKeys;
import io.gyre.config.VariableExpansion;
import io.gyre.config.ZeroValues;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a configuration out of a file, the environment and the flags, in this order of strength:
 * the flags win over the environment, that over the file, and that over the defaults. Thread-safe:
 * nothing is kept, so that a reload is another load.
 */
public final class ConfigLoader {

  /** Variables with our prefix that the launcher and the test suites use. */
  private static final Set<String> FOREIGN =
      Set.of("GYRE_HOME", "GYRE_JAVA_OPTS", "GYRE_START_CACHE", "GYRE_SHOW_COMMAND");

  private final ProviderSections sections;
  private final ConfigSchema schema;

  /** A loader that knows the keys of these providers beside the server's own. */
  public ConfigLoader(ProviderSections sections) {
    this.sections = sections;
    this.schema = sections.schema();
  }

  /** Every key that is known. */
  public ConfigSchema schema() {
    return schema;
  }

  /**
   * Where a configuration comes from.
   *
   * @param file the path of the file; it may be missing
   * @param flags texts by dotted key
   * @param environment all environment variables
   */
  public record Source(Path file, Map<String, String> flags, Map<String, String> environment) {

    /** Copies both maps. */
    public Source {
      flags = Map.copyOf(flags);
      environment = Map.copyOf(environment);
    }
  }

  /**
   * What came of loading.
   *
   * @param config the configuration, if it could be bound; it is usable only if there are no errors
   * @param problems everything that was noticed
   * @param fileMissing whether there was no file
   */
  public record Outcome(Optional<LoadedConfig> config, Problems problems, boolean fileMissing) {

    /** The configuration, if nothing keeps it from being used. */
    public Optional<LoadedConfig> usable(boolean strict) {
      return problems.errors(strict).isEmpty() ? config : Optional.empty();
    }
  }

  /** Loads a configuration and looks for everything that is wrong with it. */
  public Outcome load(Source source) {
    Problems problems = new Problems();
    boolean missing = false;
    Block file = Block.empty(source.file().toString());
    try {
      Optional<Block> read = ConfigFile.read(source.file());
      missing = read.isEmpty();
      file = read.orElse(file);
    } catch (ConfigSyntaxException broken) {
      problems.error("", "", String.valueOf(broken.getMessage()), "");
    }
    if (missing) {
      problems.warning("", "config file not found: " + source.file(), "defaults are used", "");
    }
    return new Outcome(bound(overlaid(file, source, problems), problems), problems, missing);
  }

  /** Makes a configuration of the defaults and the environment alone. */
  public Outcome loadWithoutFile(Map<String, String> environment) {
    Problems problems = new Problems();
    Source source = new Source(Path.of(""), Map.of(), environment);
    Block tree = overlaid(Block.empty(""), source, problems);
    return new Outcome(bound(tree, problems), problems, true);
  }

  private Block overlaid(Block file, Source source, Problems problems) {
    Block lowered = KeyCase.lowered(schema, file);
    Block present =
        RenamedKeys.apply(schema, LegacyKeys.standard().apply(schema, lowered, problems), problems);
    present = UnsupportedKeys.standard().withoutUndescribed(schema, present, problems);
    UnknownKeys.report(schema, present, problems);
    present = ZeroValues.dropped(schema, present);
    Block changed =
        EnvironmentOverlay.apply(schema, present, source.environment(), FOREIGN, problems);
    changed = new FlagOverlay(source.flags(), List.of()).apply(changed);
    return VariableExpansion.apply(schema, changed, source.environment(), problems);
  }

  private Optional<LoadedConfig> bound(Block tree, Problems problems) {
    Sections.check(sections.sections(), tree, problems);
    UnsupportedKeys.standard().report(schema, tree, problems);
    Optional<LoadedConfig> config =
        new ConfigBinder(problems)
            .bind(tree, "", GyreConfig.class)
            .map(server -> new LoadedConfig(server, tree, schema));
    config.ifPresent(loaded -> new ConfigValidation(sections, problems).check(loaded));
    return config;
  }
}
