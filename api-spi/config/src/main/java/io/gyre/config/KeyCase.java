package io.gyre.config;

import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigType.Keys;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads keys in any case: {@code Client} is {@code client}. Names of maps stay as they are. */
public final class KeyCase {

  private KeyCase() {}

  /** The tree with each key written as the schema has it; a key already so written wins. */
  public static Block lowered(ConfigSchema schema, Block tree) {
    return lowered("", schema.root(), tree);
  }

  private static Block lowered(String prefix, Keys keys, Block block) {
    Map<String, ConfigNode> members = new LinkedHashMap<>();
    block
        .members()
        .forEach((written, node) -> {
          String lower = written.toLowerCase(Locale.ROOT);
          boolean known = !keys.fields().containsKey(written) && keys.fields().containsKey(lower);
          String name = known && block.member(lower).isEmpty() ? lower : written;
          ConfigField field = keys.fields().get(name);
          members.put(
              name,
              field == null
                  ? node
                  : InnerBlocks.changed(prefix + name, field.type(), node, KeyCase::lowered));
        });
    return new Block(members, block.origin());
  }
}
