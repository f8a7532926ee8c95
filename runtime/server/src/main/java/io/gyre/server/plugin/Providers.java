package io.gyre.server.plugin;

import io.gyre.spi.Provider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All providers there are, built-in or from plugins, found by kind and type. Immutable. */
public final class Providers {
  private final Map<Door<?>, Map<String, Offer<?>>> offers;
  private final List<BrokenProvider> broken;
  private final List<Plugin> plugins;

  private Providers(
      Map<Door<?>, Map<String, Offer<?>>> offers,
      List<BrokenProvider> broken,
      List<Plugin> plugins) {
    this.offers = offers;
    this.broken = List.copyOf(broken);
    this.plugins = List.copyOf(plugins);
  }

  /** The provider of that kind and type. */
  @SuppressWarnings("unchecked") // offers of a door are of its contract, see Collector.add
  public <P extends Provider<?, ?, ?>> Optional<Offer<P>> find(Door<P> door, String type) {
    return Optional.ofNullable((Offer<P>) of(door).get(type));
  }

  /** Every provider of that kind, by type. */
  @SuppressWarnings("unchecked")
  public <P extends Provider<?, ?, ?>> List<Offer<P>> all(Door<P> door) {
    return of(door).values().stream().map(offer -> (Offer<P>) offer).toList();
  }

  /**
   * Says why there is no such provider: the types there are, and the broken ones that may have been
   * meant.
   */
  public String absence(Door<?> door, String type) {
    StringBuilder text = new StringBuilder();
    Set<String> types = of(door).keySet();
    String there =
        types.isEmpty() ? "there is none;" : "write one of " + String.join(", ", types) + ", or";
    text.append("no %s of type '%s'; %s add its plugin".formatted(door.noun(), type, there));
    broken.stream()
        .filter(provider -> provider.noun().equals(door.noun()))
        .forEach(provider -> text.append("; not usable: ").append(provider.describe()));
    return text.toString();
  }

  /** Providers that could not be made; none of them is ever found. */
  public List<BrokenProvider> broken() {
    return broken;
  }

  /** The plugins in the order of their names. */
  public List<Plugin> plugins() {
    return plugins;
  }

  private Map<String, Offer<?>> of(Door<?> door) {
    return offers.getOrDefault(door, Map.of());
  }

  /** Gathers providers while plugins are read. Not thread-safe. */
  static final class Collector {
    private final Map<Door<?>, Map<String, Offer<?>>> offers = new LinkedHashMap<>();
    private final List<BrokenProvider> broken = new ArrayList<>();
    private final List<Plugin> plugins = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    <P extends Provider<?, ?, ?>> void add(Door<P> door, Offer<P> offer) {
      Offer<?> first =
          offers.computeIfAbsent(door, ignored -> new TreeMap<>()).putIfAbsent(offer.type(), offer);
      if (first != null) {
        problems.add(
            "%s: %s type '%s' is already offered by %s (%s and %s)"
                .formatted(
                    offer.origin(),
                    door.noun(),
                    offer.type(),
                    first.origin(),
                    offer.provider().getClass().getName(),
                    first.provider().getClass().getName()));
      }
    }

    void add(BrokenProvider provider) {
      broken.add(provider);
    }

    void add(Plugin plugin) {
      for (Plugin other : plugins) {
        if (other.name().equals(plugin.name())) {
          problems.add(
              "%s: the plugin '%s' is already there: %s"
                  .formatted(plugin.location(), plugin.name(), other.location()));
        }
      }
      plugins.add(plugin);
    }

    void refuse(List<String> reasons) {
      problems.addAll(reasons);
    }

    Providers finish() {
      if (!problems.isEmpty()) {
        throw new PluginsRefused(problems);
      }
      return new Providers(offers, broken, plugins);
    }
  }
}
