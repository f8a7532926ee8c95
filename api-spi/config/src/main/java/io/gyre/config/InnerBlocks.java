package io.gyre.config;

import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigNode.Items;
import io.gyre.config.ConfigType.Keys;
import java.util.ArrayList;
import java.util.List;

/** The way down a tree: from what stands at a key to the blocks in it. */
final class InnerBlocks {

  private InnerBlocks() {}

  /** Makes another block of a block. */
  @FunctionalInterface
  interface Change {

    /**
     * The block as it shall be.
     *
     * @param prefix what to put before a key of the block to name it from the root
     */
    Block of(String prefix, Keys keys, Block block);
  }

  /** What stands at a path, with each block in it changed; what is no block stays as it is. */
  static ConfigNode changed(String path, ConfigType type, ConfigNode node, Change change) {
    if (type instanceof ConfigType.Nested nested && node instanceof Block block) {
      return change.of(path + ".", nested.keys(), block);
    }
    if (type instanceof ConfigType.Listed listed && node instanceof Items list) {
      List<ConfigNode> items = new ArrayList<>();
      for (ConfigNode item : list.items()) {
        String prefix = path + "[" + items.size() + "].";
        items.add(item instanceof Block block ? change.of(prefix, listed.keys(), block) : item);
      }
      return new Items(items, list.origin());
    }
    return node;
  }
}
