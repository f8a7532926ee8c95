package io.gyre.config;

import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigNode.Items;
import io.gyre.config.ConfigType.Keys;
import io.gyre.spi.Key;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a configuration comes to, as YAML that can be read back: a line per key with its value, and
 * behind it, as a comment, where the value was written.
 */
public final class EffectiveConfig {

  private static final String DEFAULT = "default";

  private final StringBuilder out = new StringBuilder();
  private final boolean defaults;
  private final UnaryOperator<String> origins;

  private EffectiveConfig(boolean defaults, UnaryOperator<String> origins) {
    this.defaults = defaults;
    this.origins = origins;
  }

  /**
   * Writes a configuration.
   *
   * @param tree all that was written, file, environment and flags laid over one another
   * @param values what to print, of {@link ConfigValues} for the same tree
   * @param defaults whether keys that nobody wrote are printed too
   * @param origins words an origin for the reader
   */
  public static String yaml(
      ConfigSchema schema,
      Block tree,
      Map<String, Object> values,
      boolean defaults,
      UnaryOperator<String> origins) {
    EffectiveConfig writer = new EffectiveConfig(defaults, origins);
    writer.block(schema.root(), tree, values, "");
    return writer.out.toString();
  }

  private void block(Keys keys, Block block, Map<?, ?> values, String indent) {
    for (ConfigField field : keys.fields().values()) {
      Optional<ConfigNode> node = block.member(field.name());
      Object value = values.get(field.name());
      if (value != null && (node.isPresent() || (defaults && hasDefault(field)))) {
        member(field, node, value, indent);
      }
    }
  }

  /** A block that nobody wrote would ask for its required keys once it is read back. */
  private static boolean hasDefault(ConfigField field) {
    return switch (field.type()) {
      case ConfigType.Nested nested ->
          nested.keys().fields().values().stream().allMatch(EffectiveConfig::hasDefault);
      case ConfigType.Single _,
          ConfigType.Choice _,
          ConfigType.Texts _,
          ConfigType.TextMap _,
          ConfigType.Listed _ ->
          !field.fallback().equals(Key.REQUIRED);
    };
  }

  private void member(ConfigField field, Optional<ConfigNode> node, Object value, String indent) {
    out.append(indent).append(field.name()).append(':');
    String origin = origins.apply(node.map(ConfigNode::origin).orElse(DEFAULT));
    if (field.type() instanceof ConfigType.Nested nested
        && value instanceof Map<?, ?> inner
        && !inner.isEmpty()) {
      out.append('\n');
      Block block = node.orElse(null) instanceof Block written ? written : Block.empty("");
      nonEmpty(() -> block(nested.keys(), block, inner, indent + "  "));
    } else if (field.type() instanceof ConfigType.Listed listed
        && value instanceof List<?> items
        && node.orElse(null) instanceof Items written
        && !items.isEmpty()) {
      out.append(" # ").append(origin).append('\n');
      for (int index = 0; index < items.size(); index++) {
        item(listed.keys(), written.items().get(index), items.get(index), indent);
      }
    } else {
      out.append(' ').append(ConfigFormat.json(value, " ")).append(" # ").append(origin);
      out.append('\n');
    }
  }

  /** Writes what stands below a key; a key with nothing below it reads back as an empty block. */
  private void nonEmpty(Runnable inner) {
    int before = out.length();
    inner.run();
    if (out.length() == before) {
      out.insert(before - 1, " {}");
    }
  }

  private void item(Keys keys, ConfigNode item, Object value, String indent) {
    int begin = out.length();
    if (item instanceof Block block && value instanceof Map<?, ?> inner) {
      block(keys, block, inner, indent + "  ");
    }
    if (out.length() == begin) {
      out.append(indent).append("- {}\n");
    } else {
      out.replace(begin + indent.length(), begin + indent.length() + 2, "- ");
    }
  }
}
