package io.gyre.server.config;

import io.gyre.config.ConfigSchema;
import io.gyre.server.plugin.Door;
import io.gyre.server.plugin.Offer;
import io.gyre.server.plugin.Providers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the providers at hand add to the configuration: their blocks, and the words users may write
 * to choose them.
 *
 * @param sections blocks of providers
 * @param engines types of engines
 * @param consumers types of consumers
 */
public record ProviderSections(
    List<ConfigSection> sections, Set<String> engines, Set<String> consumers) {

  /** The built-in authenticator; its keys stand in {@code client} itself. */
  private static final String TOKENS = "jwt";

  private static final List<String> ENGINE_ROLES =
      List.of("engine", "broker", "presence_manager", "controller");
  private static final List<String> PROXY_BLOCKS =
      List.of(
          "client.proxy.connect",
          "client.proxy.refresh",
          "channel.proxy.subscribe",
          "channel.proxy.publish",
          "channel.proxy.sub_refresh",
          "channel.proxy.subscribe_stream",
          "channel.proxy.map_publish",
          "channel.proxy.map_remove",
          "channel.proxy.shared_poll_refresh",
          "rpc.proxy",
          "proxies[]");

  /** Copies all three. */
  public ProviderSections {
    sections = List.copyOf(sections);
    engines = Set.copyOf(engines);
    consumers = Set.copyOf(consumers);
  }

  /** No providers: the server's own keys only. */
  public static ProviderSections none() {
    return new ProviderSections(List.of(), Set.of(), Set.of());
  }

  /** The sections of these providers. */
  public static ProviderSections of(Providers providers) {
    List<ConfigSection> sections = new ArrayList<>();
    for (Door<?> door : Door.all()) {
      for (Offer<?> offer : providers.all(door)) {
        Class<? extends Record> type = offer.provider().configType();
        paths(door, offer.type()).forEach(path -> sections.add(new ConfigSection(path, type)));
      }
    }
    return new ProviderSections(
        sections, types(providers, Door.ENGINE), types(providers, Door.CONSUMER));
  }

  /** Where users write the settings of a provider. */
  private static List<String> paths(Door<?> door, String type) {
    if (door.equals(Door.ENGINE)) {
      return ENGINE_ROLES.stream().map(role -> role + "." + type).toList();
    } else if (door.equals(Door.PROXY)) {
      return PROXY_BLOCKS.stream().map(block -> block + "." + type).toList();
    } else if (door.equals(Door.CONSUMER)) {
      return List.of("consumers[]." + type);
    } else if (door.equals(Door.AUTHENTICATOR)) {
      return List.of(type.equals(TOKENS) ? "client" : "client." + type);
    }
    return List.of(type); // a transport has a block of its own at the top
  }

  private static Set<String> types(Providers providers, Door<?> door) {
    return providers.all(door).stream().map(Offer::type).collect(Collectors.toSet());
  }

  /** All keys: the server's and those of the sections. */
  public ConfigSchema schema() {
    ConfigSchema schema = ConfigSchema.of(GyreConfig.class);
    for (ConfigSection section : sections) {
      schema = schema.with(section.path(), section.type());
    }
    return schema;
  }
}
