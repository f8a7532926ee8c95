package io.gyre.config;

import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigNode.Items;
import io.gyre.config.ConfigNode.Scalar;
import io.gyre.config.ConfigType.Keys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces <code>${GYRE_VAR_NAME}</code> (or <code>${CENTRIFUGO_VAR_NAME}</code>) by that
 * environment variable in the values of maps, such as headers of proxy calls. A variable that is
 * not set is an error: a request without its credential would be worse.
 */
public final class VariableExpansion {

  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{((?:GYRE|CENTRIFUGO)_VAR_[A-Za-z0-9_]+)\\}");

  private final Map<String, String> variables;
  private final Problems problems;

  private VariableExpansion(Map<String, String> variables, Problems problems) {
    this.variables = variables;
    this.problems = problems;
  }

  /** The tree with the references in the maps of the schema replaced. */
  public static Block apply(
      ConfigSchema schema, Block tree, Map<String, String> variables, Problems problems) {
    return new VariableExpansion(variables, problems).block("", schema.root(), tree);
  }

  private Block block(String prefix, Keys keys, Block block) {
    Map<String, ConfigNode> members = new LinkedHashMap<>();
    block
        .members()
        .forEach((name, node) -> {
          Optional<ConfigField> field = Optional.ofNullable(keys.fields().get(name));
          members.put(
              name, field.map(known -> node(prefix + name, known.type(), node)).orElse(node));
        });
    return new Block(members, block.origin());
  }

  private ConfigNode node(String path, ConfigType type, ConfigNode node) {
    return type instanceof ConfigType.TextMap
        ? texts(path, node)
        : InnerBlocks.changed(path, type, node, this::block);
  }

  private ConfigNode texts(String path, ConfigNode node) {
    return switch (node) {
      case Scalar scalar -> new Scalar(expanded(path, scalar.text()), scalar.origin());
      case Items list -> {
        List<ConfigNode> items = new ArrayList<>();
        list.items().forEach(item -> items.add(texts(path + "[" + items.size() + "]", item)));
        yield new Items(items, list.origin());
      }
      case Block block -> {
        Map<String, ConfigNode> members = new LinkedHashMap<>();
        block
            .members()
            .forEach((name, value) -> members.put(name, texts(path + "." + name, value)));
        yield new Block(members, block.origin());
      }
    };
  }

  private String expanded(String path, String text) {
    Matcher matcher = REFERENCE.matcher(text);
    return matcher.replaceAll(match -> {
      Optional<String> value = Optional.ofNullable(variables.get(match.group(1)));
      if (value.isEmpty()) {
        problems.error(
            path,
            match.group(),
            "environment variable " + match.group(1) + " is not set",
            "set it");
      }
      return Matcher.quoteReplacement(value.orElse(""));
    });
  }
}
