package io.gyre.server.config;

import io.gyre.config.ConfigNode;
import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigNode.Items;
import io.gyre.config.ConfigNode.Scalar;
import io.gyre.config.ConfigSchema;
import io.gyre.config.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The flat keys of configurations written for versions before 6. Each is moved to its present place
 * with a warning that names it, so that an old file starts as it is. The table is a resource,
 * {@code legacy-keys.tsv}.
 */
final class LegacyKeys {

  private static final String RESOURCE = "legacy-keys.tsv";
  private static final String EVERY_PROXY = "<proxy>";
  private static final List<String> PROXIES =
      List.of(
          "client.proxy.connect",
          "client.proxy.refresh",
          "channel.proxy.subscribe",
          "channel.proxy.publish",
          "channel.proxy.sub_refresh",
          "rpc.proxy");

  private final Map<String, Move> moves;

  /**
   * Where an old key went.
   *
   * @param target the present key; {@code -} if there is none, with {@code !} if it means the
   *     opposite
   * @param implied another key and its value that an old value stands for; empty if none
   */
  private record Move(String target, String implied) {}

  private LegacyKeys(Map<String, Move> moves) {
    this.moves = moves;
  }

  /** The table that comes with the server. */
  static LegacyKeys standard() {
    try (InputStream resource =
        Objects.requireNonNull(LegacyKeys.class.getResourceAsStream(RESOURCE))) {
      Map<String, Move> moves = new LinkedHashMap<>();
      for (String line :
          new String(resource.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] columns = line.split("\t", -1);
          moves.put(columns[0], new Move(columns[1], columns.length > 2 ? columns[2] : ""));
        }
      }
      return new LegacyKeys(moves);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The present keys that the table leads to. */
  List<String> targets() {
    return moves.values().stream()
        .map(move -> move.target.startsWith("!") ? move.target.substring(1) : move.target)
        .filter(target -> !target.equals("-"))
        .flatMap(target -> targets(target).stream())
        .distinct()
        .toList();
  }

  /** The tree with old keys moved. A value under the present key wins. */
  Block apply(ConfigSchema schema, Block tree, Problems problems) {
    Block changed = tree;
    for (Map.Entry<String, ConfigNode> member : tree.members().entrySet()) {
      Move move = moves.get(member.getKey());
      if (move != null && old(schema, member.getKey(), member.getValue(), move)) {
        changed = moved(changed, member.getKey(), member.getValue(), move, problems);
      }
    }
    return changed;
  }

  /** A word such as {@code engine} names a block today and a plain value before. */
  private static boolean old(ConfigSchema schema, String key, ConfigNode value, Move move) {
    boolean block = schema.field(key).isPresent() || move.target.startsWith(key + ".");
    return !block || value instanceof Scalar;
  }

  private static Block moved(
      Block tree, String key, ConfigNode value, Move move, Problems problems) {
    Block changed = tree.without(key);
    if (move.target.equals("-")) {
      problems.warning(key, "this option no longer exists", "remove it", value.origin());
      return changed;
    }
    boolean opposite = move.target.startsWith("!");
    String target = move.target.substring(opposite ? 1 : 0);
    problems.warning(
        key,
        "renamed",
        "write " + target + (opposite ? " with the opposite value" : ""),
        value.origin());
    for (String path : targets(target)) {
      changed = put(changed, path, opposite ? opposite(value) : value);
    }
    if (!move.implied.isEmpty() && value instanceof Scalar scalar && !scalar.text().isEmpty()) {
      int equals = move.implied.indexOf('=');
      Scalar follows = new Scalar(move.implied.substring(equals + 1), value.origin());
      changed = put(changed, move.implied.substring(0, equals), follows);
    }
    return changed;
  }

  private static List<String> targets(String target) {
    if (!target.startsWith(EVERY_PROXY)) {
      return List.of(target);
    }
    List<String> targets = new ArrayList<>();
    PROXIES.forEach(proxy -> targets.add(proxy + target.substring(EVERY_PROXY.length())));
    return targets;
  }

  private static Block put(Block tree, String path, ConfigNode value) {
    return tree.at(path).isPresent() ? tree : tree.withAt(path, value);
  }

  private static ConfigNode opposite(ConfigNode value) {
    return switch (value) {
      case Scalar scalar ->
          new Scalar(scalar.text().equals("true") ? "false" : "true", scalar.origin());
      case Items list -> list;
      case Block block -> block;
    };
  }
}
