package io.gyre.server.config;

import io.gyre.config.ConfigSchema;
import io.gyre.server.plugin.Door;
import io.gyre.server.plugin.Offer;
import io.gyre.server.plugin.Providers;
import io.gyre.spi.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    providers
        .all(Door.AUTHENTICATOR)
        .forEach(offer -> sections.add(section(authenticatorPath(offer.type()), offer)));
    providers.all(Door.TRANSPORT).forEach(offer -> sections.add(section(offer.type(), offer)));
    for (Offer<? extends Provider<?, ?, ?>> offer : providers.all(Door.ENGINE)) {
      ENGINE_ROLES.forEach(role -> sections.add(section(role + "." + offer.type(), offer)));
    }
    for (Offer<? extends Provider<?, ?, ?>> offer : providers.all(Door.PROXY)) {
      PROXY_BLOCKS.forEach(block -> sections.add(section(block + "." + offer.type(), offer)));
    }
    providers
        .all(Door.CONSUMER)
        .forEach(offer -> sections.add(section("consumers[]." + offer.type(), offer)));
    return new ProviderSections(
        sections,
        types(providers.all(Door.ENGINE).stream()),
        types(providers.all(Door.CONSUMER).stream()));
  }

  private static String authenticatorPath(String type) {
    return type.equals(TOKENS) ? "client" : "client." + type;
  }

  private static ConfigSection section(String path, Offer<? extends Provider<?, ?, ?>> offer) {
    return new ConfigSection(path, offer.provider().configType());
  }

  private static Set<String> types(Stream<? extends Offer<?>> offers) {
    return offers.map(Offer::type).collect(Collectors.toSet());
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
