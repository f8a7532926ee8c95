package io.gyre.config;

import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigNode.Items;
import io.gyre.config.ConfigNode.Scalar;
import io.gyre.config.ConfigType.Keys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lays environment variables over a configuration. {@code client.ping_interval} is {@code
 * GYRE_CLIENT_PING_INTERVAL}; {@code CENTRIFUGO_} in place of {@code GYRE_} is understood too. A
 * list of blocks is JSON, or, where its blocks have names, the names with spaces between them and
 * one variable per key of an item: {@code GYRE_CHANNEL_NAMESPACES_CHAT_PRESENCE}, which also makes
 * the item if there is none (with {@code GYRE_} only). JSON replaces the list of the file, names
 * add to it.
 */
public final class EnvironmentOverlay {

  /** A number other than zero, and nothing behind it. */
  private static final Pattern UNITLESS = Pattern.compile("[-+]?0*[1-9][0-9]*");

  private final Environment environment;
  private final Problems problems;

  private EnvironmentOverlay(Environment environment, Problems problems) {
    this.environment = environment;
    this.problems = problems;
  }

  /**
   * The tree with the variables laid over it. Variables with a known prefix that name no key are
   * reported as suspects.
   *
   * @param foreign full names of variables that are not about the configuration
   */
  public static Block apply(
      ConfigSchema schema,
      Block tree,
      Map<String, String> variables,
      Set<String> foreign,
      Problems problems) {
    Environment environment = new Environment(variables);
    Block changed = new EnvironmentOverlay(environment, problems).block(schema.root(), tree, "");
    Set<String> known = new LinkedHashSet<>();
    schema.paths().stream()
        .filter(path -> !path.contains("[]"))
        .map(Environment::part)
        .forEach(known::add);
    for (String name : environment.unknown()) {
      if (!foreign.contains(name)) {
        String prefix = name.substring(0, name.indexOf('_') + 1);
        String remedy =
            NearestName.of(name.substring(prefix.length()), known)
                .map(nearest -> "did you mean " + prefix + nearest + "?")
                .orElse("remove it");
        problems.suspect(name, "unknown environment variable", remedy, "");
      }
    }
    return changed;
  }

  private Block block(Keys keys, Block block, String name) {
    Block changed = block;
    for (ConfigField field : keys.fields().values()) {
      Optional<ConfigNode> before = block.member(field.name());
      Optional<ConfigNode> after = value(field, before, name + Environment.part(field.name()));
      if (after.isPresent() && !after.equals(before)) {
        changed = changed.with(field.name(), after.get());
      }
    }
    return changed;
  }

  private Optional<ConfigNode> value(ConfigField field, Optional<ConfigNode> before, String name) {
    return switch (field.type()) {
      case ConfigType.Single single ->
          environment
              .take(name)
              .<ConfigNode>map(scalar -> withUnit(single.kind(), field, scalar))
              .or(() -> before);
      case ConfigType.Choice _, ConfigType.Texts _, ConfigType.TextMap _ ->
          environment.take(name).<ConfigNode>map(scalar -> scalar).or(() -> before);
      case ConfigType.Nested nested -> nested(nested.keys(), before, name);
      case ConfigType.Listed listed -> {
        Optional<ConfigNode> base =
            environment
                .take(name)
                .flatMap(text -> list(listed.keys(), text, before))
                .or(() -> before);
        yield listed(listed.keys(), base, name);
      }
    };
  }

  /** A bare number counts nanoseconds in a file; in a variable it is a unit forgotten. */
  private Scalar withUnit(ConfigType.Kind kind, ConfigField field, Scalar scalar) {
    if (kind == ConfigType.Kind.DURATION && UNITLESS.matcher(scalar.text().strip()).matches()) {
      problems.error(
          field.name(), scalar, field.secret(), "is a duration without a unit", kind.advice());
    }
    return scalar;
  }

  private Optional<ConfigNode> nested(Keys keys, Optional<ConfigNode> before, String name) {
    Block base = before.orElse(null) instanceof Block block ? block : Block.empty("environment");
    Block changed = block(keys, base, name + "_");
    return changed.members().isEmpty() || changed.equals(base) ? before : Optional.of(changed);
  }

  private Optional<ConfigNode> list(Keys keys, Scalar scalar, Optional<ConfigNode> before) {
    String text = scalar.text().strip();
    boolean json = text.startsWith("[") || text.startsWith("{");
    if (json || !keys.fields().containsKey("name")) {
      return json(keys, scalar);
    }
    List<ConfigNode> items = new ArrayList<>();
    if (before.orElse(null) instanceof Items present) {
      items.addAll(present.items());
    }
    for (String item : text.split("\\s+", -1)) {
      items.add(Block.empty(scalar.origin()).with("name", new Scalar(item, scalar.origin())));
    }
    return Optional.of(new Items(items, scalar.origin()));
  }

  private Optional<ConfigNode> json(Keys keys, Scalar scalar) {
    try {
      ConfigType type = new ConfigType.Listed(keys);
      return Optional.of(
          ZeroValues.inner(scalar.origin(), type, JsonText.parse(scalar.text(), scalar.origin())));
    } catch (ConfigSyntaxException notJson) {
      problems.error(
          scalar.origin(),
          scalar,
          true,
          "is not a list of blocks: " + notJson.getMessage(),
          "write a JSON list");
      return Optional.empty();
    }
  }

  private Optional<ConfigNode> listed(Keys keys, Optional<ConfigNode> base, String name) {
    boolean named = keys.fields().containsKey("name");
    boolean list = base.isEmpty() || base.get() instanceof Items;
    if (!named || !list) {
      return base;
    }
    List<ConfigNode> items = new ArrayList<>();
    if (base.orElse(null) instanceof Items before) {
      before.items().forEach(item -> items.add(item(keys, item, name)));
    }
    for (String itemName : untakenNames(keys, name)) {
      items.add(
          item(
              keys,
              Block.empty("environment").with("name", new Scalar(itemName, "environment")),
              name));
    }
    return items.isEmpty()
        ? base
        : Optional.of(new Items(items, base.map(ConfigNode::origin).orElse("environment")));
  }

  private ConfigNode item(Keys keys, ConfigNode item, String name) {
    if (item instanceof Block block
        && block.member("name").orElse(null) instanceof Scalar itemName) {
      return block(keys, block, name + "_" + Environment.part(itemName.text()) + "_");
    }
    return item;
  }

  /** The names of items that variables alone speak of. */
  private Set<String> untakenNames(Keys keys, String name) {
    List<String> endings = new ArrayList<>();
    endings(keys, "_", endings);
    Set<String> names = new LinkedHashSet<>();
    for (String rest : environment.untaken(name + "_")) {
      // the longest ending is the whole key: CHAT_MAP_KEY_TTL is key map.key_ttl of item chat
      endings.stream()
          .filter(ending -> rest.endsWith(ending) && rest.length() > ending.length())
          .max(Comparator.comparingInt(String::length))
          .ifPresent(ending ->
              names.add(
                  rest.substring(0, rest.length() - ending.length()).toLowerCase(Locale.ROOT)));
    }
    return names;
  }

  private static void endings(Keys keys, String prefix, List<String> endings) {
    for (ConfigField field : keys.fields().values()) {
      String ending = prefix + Environment.part(field.name());
      if (field.type() instanceof ConfigType.Nested nested) {
        endings(nested.keys(), ending + "_", endings);
      } else {
        endings.add(ending);
      }
    }
  }
}
