package io.gyre.server.config;

import io.gyre.config.ConfigBinder;
import io.gyre.config.ConfigNode;
import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigNode.Items;
import io.gyre.config.ConfigNode.Scalar;
import io.gyre.config.ConfigProblem;
import io.gyre.config.Problems;
import java.util.List;
import java.util.Optional;

/** Finds and checks the blocks of providers in a tree. */
final class Sections {

  private Sections() {}

  /** The block at a path whose lists carry indexes. */
  static Optional<Block> at(Block tree, String path) {
    Optional<ConfigNode> node = Optional.of(tree);
    for (String step : path.split("\\.", -1)) {
      int bracket = step.indexOf('[');
      String key = bracket < 0 ? step : step.substring(0, bracket);
      node =
          node.flatMap(
              value -> value instanceof Block block ? block.member(key) : Optional.empty());
      if (bracket >= 0) {
        int index = Integer.parseInt(step, bracket + 1, step.length() - 1, 10);
        node = node.flatMap(value -> item(value, index));
      }
    }
    return node.flatMap(
        value -> value instanceof Block block ? Optional.of(block) : Optional.empty());
  }

  private static Optional<ConfigNode> item(ConfigNode node, int index) {
    return node instanceof Items list && index < list.items().size()
        ? Optional.of(list.items().get(index))
        : Optional.empty();
  }

  /** Binds every section that was written or that is chosen, for the problems it may have. */
  static void check(List<ConfigSection> sections, Block tree, Problems problems) {
    for (ConfigSection section : sections) {
      int list = section.path().indexOf("[]");
      if (list < 0) {
        check(section.path(), section.type(), tree, problems);
        continue;
      }
      String path = section.path().substring(0, list);
      int size = tree.at(path).orElse(null) instanceof Items items ? items.items().size() : 0;
      for (int index = 0; index < size; index++) {
        check(
            path + "[" + index + "]" + section.path().substring(list + 2),
            section.type(),
            tree,
            problems);
      }
    }
  }

  private static void check(
      String path, Class<? extends Record> type, Block tree, Problems problems) {
    Optional<Block> written = at(tree, path);
    if (written.isPresent() || chosen(tree, path)) {
      new ConfigBinder(problems).bind(written.orElseGet(() -> Block.empty("")), path, type);
    }
  }

  /** Whether the enclosing block names this section as its type. */
  private static boolean chosen(Block tree, String path) {
    int dot = path.lastIndexOf('.');
    return dot > 0
        && at(tree, path.substring(0, dot)).flatMap(block -> block.member("type")).orElse(null)
            instanceof Scalar type
        && type.text().equals(path.substring(dot + 1));
  }

  static List<String> lines(List<ConfigProblem> problems) {
    return problems.stream().map(ConfigProblem::toString).toList();
  }
}
