package io.gyre.core.channel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the namespace of a channel. Immutable: a reload of the configuration makes a new one.
 * Looking up copies no part of the name and allocates nothing.
 */
public final class Namespaces {
  private final ChannelNames names;

  // Answers made once: open addressing by the hash of the name, so that a piece of a channel name
  // can be looked up where it is. Last comes the answer for channels without a namespace.
  private final List<Optional<Namespace>> answers;
  private final int mask;

  /**
   * Resolves the configured namespaces.
   *
   * @throws IllegalArgumentException a name is there twice, or an expression or a subscription type
   *     cannot be read
   */
  public Namespaces(ChannelConfig config) {
    this.names = new ChannelNames(config);
    List<Optional<Namespace>> table = table(config.namespaces());
    this.mask = table.size() - 1;
    table.add(Optional.of(new Namespace("", config.withoutNamespace())));
    this.answers = List.copyOf(table);
  }

  /** Returns the reader of names that goes with these namespaces. */
  public ChannelNames names() {
    return names;
  }

  /** Returns the namespace of a channel, empty if its name says one that does not exist. */
  public Optional<Namespace> of(String channel) {
    int from = names.namespaceStart(channel);
    int to = names.namespaceEnd(channel);
    return from == to ? answers.getLast() : find(channel, from, to);
  }

  /** Returns the namespace of this name, with the empty name for channels without one. */
  public Optional<Namespace> named(String name) {
    return name.isEmpty() ? answers.getLast() : find(name, 0, name.length());
  }

  /**
   * Says whether a client may use the name at all: neither in an unknown namespace nor misspelt.
   * Its length matters only where something would be kept, to who subscribes.
   */
  public Verdict check(String channel) {
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
    for (int slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      Optional<Namespace> answer = answers.get(slot);
      if (answer.isEmpty() || isNamed(answer.get().name(), text, from, to)) {
        return answer;
      }
    }
  }

  private static boolean isNamed(String name, String text, int from, int to) {
    return name.length() == to - from && text.startsWith(name, from);
  }

  private static List<Optional<Namespace>> table(List<NamespaceConfig> configs) {
    int size = Integer.highestOneBit(configs.size() + 1) * 4;
    List<Optional<Namespace>> table = new ArrayList<>(Collections.nCopies(size, Optional.empty()));
    Set<String> seen = new HashSet<>();
    for (NamespaceConfig config : configs) {
      if (!seen.add(config.name())) {
        throw new IllegalArgumentException("namespace is there twice name=" + config.name());
      }
      int slot = spread(config.name().hashCode()) & (size - 1);
      while (table.get(slot).isPresent()) {
        slot = (slot + 1) & (size - 1);
      }
      table.set(slot, Optional.of(new Namespace(config.name(), config.options())));
    }
    return table;
  }

  private static int spread(int hash) {
    return hash ^ (hash >>> 16);
  }
}
