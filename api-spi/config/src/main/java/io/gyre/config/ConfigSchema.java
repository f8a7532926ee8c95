package io.gyre.config;

import io.gyre.config.ConfigType.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every key a configuration may hold: those of the server's own record and those of the sections
 * that providers add. Immutable.
 */
public final class ConfigSchema {

  private final Keys root;

  private ConfigSchema(Keys root) {
    this.root = root;
  }

  /**
   * The keys of a record.
   *
   * @throws IllegalArgumentException if a component has no key or a type that cannot be bound
   */
  public static ConfigSchema of(Class<? extends Record> type) {
    return new ConfigSchema(RecordShape.of(type).keys());
  }

  /**
   * This schema with the keys of another record added at a dotted path, such as {@code
   * engine.redis} or {@code consumers[].kafka}. Blocks on the way are made; keys that are there
   * already stay.
   */
  public ConfigSchema with(String path, Class<? extends Record> section) {
    return new ConfigSchema(mounted(root, steps(path), RecordShape.of(section).keys()));
  }

  private static Keys mounted(Keys keys, List<String> path, Keys section) {
    if (path.isEmpty()) {
      return keys.and(section);
    }
    String step = path.getFirst().replace("[]", "");
    List<String> rest = path.subList(1, path.size());
    ConfigField field = keys.fields().get(step);
    if (field == null) {
      Keys made = mounted(new Keys(Map.of()), rest, section);
      return keys.with(
          new ConfigField(
              step,
              "Settings of " + step + ".",
              "",
              false,
              List.of(),
              new ConfigType.Nested(made)));
    }
    return switch (field.type()) {
      case ConfigType.Nested nested ->
          keys.with(field.withType(new ConfigType.Nested(mounted(nested.keys(), rest, section))));
      case ConfigType.Listed listed ->
          keys.with(field.withType(new ConfigType.Listed(mounted(listed.keys(), rest, section))));
      case ConfigType.Single _, ConfigType.Choice _, ConfigType.Texts _, ConfigType.TextMap _ ->
          throw new IllegalArgumentException("no block at " + step);
    };
  }

  /** The keys of the top level. */
  public Keys root() {
    return root;
  }

  /** The key at a dotted path; lists are passed with {@code []} or an index, or without either. */
  public Optional<ConfigField> field(String path) {
    Keys keys = root;
    ConfigField field = null;
    for (String step : steps(path.replaceAll("\\[\\d*\\]", ""))) {
      field = keys.fields().get(step);
      if (field == null) {
        return Optional.empty();
      }
      keys = keysOf(field.type()).orElse(new Keys(Map.of()));
    }
    return Optional.ofNullable(field);
  }

  private static List<String> steps(String path) {
    return List.of(path.split("\\.", -1));
  }

  static Optional<Keys> keysOf(ConfigType type) {
    return switch (type) {
      case ConfigType.Nested nested -> Optional.of(nested.keys());
      case ConfigType.Listed listed -> Optional.of(listed.keys());
      case ConfigType.Single _, ConfigType.Choice _, ConfigType.Texts _, ConfigType.TextMap _ ->
          Optional.empty();
    };
  }

  /**
   * The paths of all keys that hold values rather than blocks; lists are marked with {@code []}.
   */
  public List<String> paths() {
    List<String> paths = new ArrayList<>();
    collect("", root, paths);
    return paths;
  }

  private static void collect(String prefix, Keys keys, List<String> paths) {
    for (ConfigField field : keys.fields().values()) {
      String path = prefix + field.name();
      switch (field.type()) {
        case ConfigType.Nested nested -> collect(path + ".", nested.keys(), paths);
        case ConfigType.Listed listed -> {
          paths.add(path);
          collect(path + "[].", listed.keys(), paths);
        }
        case ConfigType.Single _, ConfigType.Choice _, ConfigType.Texts _, ConfigType.TextMap _ ->
            paths.add(path);
      }
    }
  }
}
