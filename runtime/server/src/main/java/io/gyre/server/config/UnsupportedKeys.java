package io.gyre.server.config;

import io.gyre.config.ConfigField;
import io.gyre.config.ConfigNode;
import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigNode.Items;
import io.gyre.config.ConfigSchema;
import io.gyre.config.ConfigType;
import io.gyre.config.ConfigType.Keys;
import io.gyre.config.ConfigValues;
import io.gyre.config.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Keys that are understood and do nothing yet. Each that is set to something else than its default
 * is named in a warning at start, and refused under {@code --strict}. The list is a resource,
 * {@code unsupported.txt}: a path a line, {@code []} for every item of a list, a block's path for
 * all its keys.
 */
final class UnsupportedKeys {

  private static final String RESOURCE = "unsupported.txt";
  private final List<String> paths;

  private UnsupportedKeys(List<String> paths) {
    this.paths = paths;
  }

  /** The list that comes with the server. */
  static UnsupportedKeys standard() {
    try (InputStream resource =
        Objects.requireNonNull(UnsupportedKeys.class.getResourceAsStream(RESOURCE))) {
      return new UnsupportedKeys(
          new String(resource.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .toList());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The paths of the list. */
  List<String> paths() {
    return paths;
  }

  void report(ConfigSchema schema, Block tree, Problems problems) {
    for (String path : paths) {
      for (String place : changed("", List.of(path.split("\\.", -1)), schema.root(), tree)) {
        problems.suspect(place, "is not supported yet and has no effect", "remove it", "");
      }
    }
  }

  /** The places a path stands for where a value differs from its default. */
  private static List<String> changed(String prefix, List<String> steps, Keys keys, Block block) {
    String key = steps.getFirst().replace("[]", "");
    ConfigField field = keys.fields().get(key);
    Optional<ConfigNode> written = block.member(key);
    if (field == null || written.isEmpty()) {
      return List.of();
    }
    List<String> rest = steps.subList(1, steps.size());
    if (rest.isEmpty()) {
      Keys alone = new Keys(Map.of(key, field));
      boolean usual = ConfigValues.of(alone, block).equals(ConfigValues.of(alone, Block.empty("")));
      return usual ? List.of() : List.of(prefix + key);
    }
    List<String> places = new ArrayList<>();
    if (field.type() instanceof ConfigType.Nested nested && written.get() instanceof Block inner) {
      places.addAll(changed(prefix + key + ".", rest, nested.keys(), inner));
    } else if (field.type() instanceof ConfigType.Listed listed
        && written.get() instanceof Items list) {
      for (int index = 0; index < list.items().size(); index++) {
        if (list.items().get(index) instanceof Block item) {
          places.addAll(changed(prefix + key + "[" + index + "].", rest, listed.keys(), item));
        }
      }
    }
    return places;
  }
}
