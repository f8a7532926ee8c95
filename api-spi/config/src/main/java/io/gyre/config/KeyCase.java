package io.gyre.config;

import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigNode.Items;
import io.gyre.config.ConfigType.Keys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads keys in any case: {@code Client} is {@code client}. Names of maps stay as they are. */
public final class KeyCase {

  private KeyCase() {}

  /** The tree with each key written as the schema has it; a key already so written wins. */
  public static Block lowered(ConfigSchema schema, Block tree) {
    return lowered(schema.root(), tree);
  }

  private static Block lowered(Keys keys, Block block) {
    Map<String, ConfigNode> members = new LinkedHashMap<>();
    block
        .members()
        .forEach((written, node) -> {
          String lower = written.toLowerCase(Locale.ROOT);
          boolean known = !keys.fields().containsKey(written) && keys.fields().containsKey(lower);
          String name = known && block.member(lower).isEmpty() ? lower : written;
          ConfigField field = keys.fields().get(name);
          members.put(name, field == null ? node : inner(field.type(), node));
        });
    return new Block(members, block.origin());
  }

  private static ConfigNode inner(ConfigType type, ConfigNode node) {
    if (type instanceof ConfigType.Nested nested && node instanceof Block block) {
      return lowered(nested.keys(), block);
    }
    if (type instanceof ConfigType.Listed listed && node instanceof Items list) {
      List<ConfigNode> items = new ArrayList<>();
      list.items()
          .forEach(item -> items.add(item instanceof Block b ? lowered(listed.keys(), b) : item));
      return new Items(items, list.origin());
    }
    return node;
  }
}
