package io.gyre.config;

import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigType.Keys;

/**
 * Moves values from the older names of keys ({@link ConfigField#formerly()}) to the present ones,
 * with a warning each.
 */
public final class RenamedKeys {

  private final Problems problems;

  private RenamedKeys(Problems problems) {
    this.problems = problems;
  }

  /**
   * The tree with present names only. A value under the present name wins over one under an older.
   */
  public static Block apply(ConfigSchema schema, Block tree, Problems problems) {
    return new RenamedKeys(problems).block("", schema.root(), tree);
  }

  private Block block(String prefix, Keys keys, Block block) {
    Block changed = block;
    for (ConfigField field : keys.fields().values()) {
      for (String old : field.formerly()) {
        ConfigNode value = changed.members().get(old);
        if (value != null) {
          problems.warning(
              prefix + old, "renamed", "write " + prefix + field.name(), value.origin());
          Block without = changed.without(old);
          changed =
              without.member(field.name()).isPresent()
                  ? without
                  : without.with(field.name(), value);
        }
      }
      ConfigNode value = changed.members().get(field.name());
      if (value != null) {
        changed =
            changed.with(
                field.name(),
                InnerBlocks.changed(prefix + field.name(), field.type(), value, this::block));
      }
    }
    return changed;
  }
}
