package io.gyre.config;

import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigNode.Items;
import io.gyre.config.ConfigType.Keys;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the keys that no record asks for, and the known key each was probably meant to be. */
public final class UnknownKeys {

  private final ConfigSchema schema;
  private final Problems problems;

  private UnknownKeys(ConfigSchema schema, Problems problems) {
    this.schema = schema;
    this.problems = problems;
  }

  /** Adds a suspect for each key of the tree that the schema does not have. */
  public static void report(ConfigSchema schema, Block tree, Problems problems) {
    new UnknownKeys(schema, problems).visit("", tree, schema.root());
  }

  private void visit(String prefix, Block block, Keys keys) {
    for (Map.Entry<String, ConfigNode> member : block.members().entrySet()) {
      String path = prefix + member.getKey();
      ConfigField field = keys.fields().get(member.getKey());
      if (field == null) {
        String remedy =
            nearest(prefix, member.getKey(), keys)
                .map(name -> "did you mean " + name + "?")
                .orElse("remove it");
        problems.suspect(path, "unknown key", remedy, member.getValue().origin());
      } else {
        descend(path, member.getValue(), field.type());
      }
    }
  }

  private void descend(String path, ConfigNode node, ConfigType type) {
    if (type instanceof ConfigType.Nested nested && node instanceof Block block) {
      visit(path + ".", block, nested.keys());
    } else if (type instanceof ConfigType.Listed listed && node instanceof Items list) {
      for (int index = 0; index < list.items().size(); index++) {
        if (list.items().get(index) instanceof Block block) {
          visit(path + "[" + index + "].", block, listed.keys());
        }
      }
    }
  }

  /** A neighbour with nearly this name, else a key elsewhere with exactly this one. */
  private Optional<String> nearest(String prefix, String key, Keys neighbours) {
    Optional<String> neighbour =
        NearestName.of(key, neighbours.fields().keySet()).map(name -> prefix + name);
    List<String> elsewhere =
        schema.paths().stream()
            .filter(path -> path.equals(key) || path.endsWith("." + key))
            .toList();
    return neighbour.or(() -> elsewhere.stream().findFirst());
  }
}
