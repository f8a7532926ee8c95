package io.gyre.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration value before it has a type: what a file, an environment variable or a flag says.
 * Every node knows where it came from, so that a problem can name the place. Immutable.
 */
public sealed interface ConfigNode {

  /** Where the value was written: a file, the name of an environment variable or of a flag. */
  String origin();

  /** A single value as its author wrote it; numbers and switches are text until they are bound. */
  record Scalar(String text, String origin) implements ConfigNode {}

  /** Values in order. */
  record Items(List<ConfigNode> items, String origin) implements ConfigNode {

    /** Copies the list. */
    public Items {
      items = List.copyOf(items);
    }
  }

  /** Values by key, in the order they were written. */
  record Block(Map<String, ConfigNode> members, String origin) implements ConfigNode {

    /** Copies the map and keeps its order. */
    public Block {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** A block without members. */
    public static Block empty(String origin) {
      return new Block(Map.of(), origin);
    }

    /** The member of this key, if it is there. */
    public Optional<ConfigNode> member(String key) {
      return Optional.ofNullable(members.get(key));
    }

    /** This block with one member added or replaced. */
    public Block with(String key, ConfigNode value) {
      Map<String, ConfigNode> changed = new LinkedHashMap<>(members);
      changed.put(key, value);
      return new Block(changed, origin);
    }

    /** This block without the member of this key. */
    public Block without(String key) {
      Map<String, ConfigNode> changed = new LinkedHashMap<>(members);
      changed.remove(key);
      return new Block(changed, origin);
    }

    /** What stands at a dotted path; nothing if a step of the path is missing or no block. */
    public Optional<ConfigNode> at(String path) {
      int dot = path.indexOf('.');
      if (dot < 0) {
        return member(path);
      }
      return member(path.substring(0, dot))
          .flatMap(node ->
              node instanceof Block block ? block.at(path.substring(dot + 1)) : Optional.empty());
    }

    /**
     * This block with a value put at a dotted path; blocks on the way are made, other nodes
     * replaced.
     */
    public Block withAt(String path, ConfigNode value) {
      int dot = path.indexOf('.');
      if (dot < 0) {
        return with(path, value);
      }
      String head = path.substring(0, dot);
      Block inner =
          member(head).orElse(null) instanceof Block block ? block : empty(value.origin());
      return with(head, inner.withAt(path.substring(dot + 1), value));
    }
  }
}
