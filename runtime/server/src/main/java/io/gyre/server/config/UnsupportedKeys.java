package io.gyre.server.config;

import io.gyre.config.ConfigField;
import io.gyre.config.ConfigNode;
import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigNode.Items;
import io.gyre.config.ConfigNode.Scalar;
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
 * {@code unsupported.txt}.
 */
final class UnsupportedKeys {

  private static final String RESOURCE = "unsupported.txt";
  private static final String MESSAGE = "is not supported yet and has no effect";
  private static final String REMEDY = "remove it";

  private final List<Line> lines;

  /**
   * A line of the list.
   *
   * @param path a key or a block, with {@code []} for every item of a list
   * @param harmless values that mean what happens anyway
   */
  private record Line(String path, List<String> harmless) {

    static Line of(String text) {
      List<String> words = List.of(text.split("\\s+", -1));
      return new Line(words.getFirst(), words.subList(1, words.size()));
    }
  }

  private UnsupportedKeys(List<Line> lines) {
    this.lines = lines;
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
              .map(Line::of)
              .toList());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The paths of the list. */
  List<String> paths() {
    return lines.stream().map(Line::path).toList();
  }

  /** The tree without the blocks of the list that nothing here has a record for. */
  Block withoutUndescribed(ConfigSchema schema, Block tree, Problems problems) {
    Block kept = tree;
    for (String path : paths()) {
      Optional<ConfigNode> written = kept.member(path);
      if (written.isPresent() && schema.field(path).isEmpty()) {
        problems.suspect(path, MESSAGE, REMEDY, written.get().origin());
        kept = kept.without(path);
      }
    }
    return kept;
  }

  void report(ConfigSchema schema, Block tree, Problems problems) {
    for (Line line : lines) {
      List<String> steps = List.of(line.path.split("\\.", -1));
      for (String place : changed("", steps, schema.root(), tree, line.harmless)) {
        problems.suspect(place, MESSAGE, REMEDY, "");
      }
    }
  }

  /** The places a path stands for where a value differs from its default. */
  private static List<String> changed(
      String prefix, List<String> steps, Keys keys, Block block, List<String> harmless) {
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
      boolean same = written.get() instanceof Scalar scalar && harmless.contains(scalar.text());
      return usual || same ? List.of() : List.of(prefix + key);
    }
    List<String> places = new ArrayList<>();
    if (field.type() instanceof ConfigType.Nested nested && written.get() instanceof Block inner) {
      places.addAll(changed(prefix + key + ".", rest, nested.keys(), inner, harmless));
    } else if (field.type() instanceof ConfigType.Listed listed
        && written.get() instanceof Items list) {
      for (int index = 0; index < list.items().size(); index++) {
        if (list.items().get(index) instanceof Block item) {
          places.addAll(
              changed(prefix + key + "[" + index + "].", rest, listed.keys(), item, harmless));
        }
      }
    }
    return places;
  }
}
