package io.gyre.core.channel;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the namespace of a channel. Immutable: a reload of the configuration makes a new one.
 * Looking up copies no part of the name.
 */
public final class Namespaces {
  private final ChannelNames names;
  private final Namespace none;

  // Open addressing by the hash of the name, so that a piece of a channel name can be looked up
  // where it is.
  private final @Nullable Namespace[] table;

  /**
   * Resolves the configured namespaces.
   *
   * @throws IllegalArgumentException a name is there twice, or an expression or a subscription type
   *     cannot be read
   */
  public Namespaces(ChannelConfig config) {
    this.names = new ChannelNames(config);
    this.none = new Namespace("", config.withoutNamespace());
    this.table = table(config.namespaces());
  }

  /** Returns the reader of names that goes with these namespaces. */
  public ChannelNames names() {
    return names;
  }

  /** Returns the namespace of a channel, empty if its name says one that does not exist. */
  public Optional<Namespace> of(String channel) {
    int from = names.namespaceStart(channel);
    int to = names.namespaceEnd(channel);
    return from == to ? Optional.of(none) : find(channel, from, to);
  }

  /** Returns the namespace of this name, with the empty name for channels without one. */
  public Optional<Namespace> named(String name) {
    return name.isEmpty() ? Optional.of(none) : find(name, 0, name.length());
  }

  /**
   * Says whether a client may use the name at all: neither too long nor in an unknown namespace nor
   * misspelt.
   */
  public Verdict check(String channel) {
    if (names.isTooLong(channel)) {
      return Verdict.BAD_REQUEST;
    }
    Optional<Namespace> namespace = of(channel);
    if (namespace.isEmpty()) {
      return Verdict.UNKNOWN_CHANNEL;
    }
    return namespace.get().accepts(names, channel) ? Verdict.ALLOWED : Verdict.BAD_REQUEST;
  }

  private Optional<Namespace> find(String text, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    int mask = table.length - 1;
    for (int slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      Namespace namespace = table[slot];
      if (namespace == null
          || (namespace.name().length() == to - from && text.startsWith(namespace.name(), from))) {
        return Optional.ofNullable(namespace);
      }
    }
  }

  private static @Nullable Namespace[] table(List<NamespaceConfig> configs) {
    @Nullable Namespace[] table =
        new @Nullable Namespace[Integer.highestOneBit(configs.size() + 1) * 4];
    Set<String> seen = new HashSet<>();
    for (NamespaceConfig config : configs) {
      if (!seen.add(config.name())) {
        throw new IllegalArgumentException("namespace is there twice name=" + config.name());
      }
      int slot = spread(config.name().hashCode()) & (table.length - 1);
      while (table[slot] != null) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = new Namespace(config.name(), config.options());
    }
    return table;
  }

  private static int spread(int hash) {
    return hash ^ (hash >>> 16);
  }
}
