package io.gyre.server.component;

import io.gyre.core.backend.NamedProxyConfig;
import io.gyre.core.backend.Proxies;
import io.gyre.core.backend.ProxyConfig;
import io.gyre.core.backend.ProxyEndpoint;
import io.gyre.core.backend.RpcConfig;
import io.gyre.core.channel.ChannelOptions;
import io.gyre.core.channel.NamespaceConfig;
import io.gyre.server.StartFailed;
import io.gyre.server.config.GyreConfig;
import io.gyre.server.config.LoadedConfig;
import io.gyre.server.plugin.Door;
import io.gyre.server.plugin.Offer;
import io.gyre.server.plugin.Providers;
import io.gyre.spi.proxy.Proxy;
import io.gyre.spi.proxy.ProxyKind;
import io.gyre.spi.proxy.ProxyProvider;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the proxies that namespaces and connection events use. The scheme of an endpoint chooses
 * the provider, whose own keys stand in the same block under its type. Not thread-safe.
 */
final class ProxyWiring {
  private static final System.Logger LOG = System.getLogger("gyre.component");
  private static final int CALLS_MAX = 512;
  private static final Set<String> TO_COME = Set.of("http", "https", "grpc");

  private final LoadedConfig config;
  private final Providers providers;
  private final Components components;
  private final Lender lender;
  private final Map<String, Optional<Proxy>> madeByBlock = new HashMap<>();
  private final List<ProxyEndpoint> endpoints = new ArrayList<>();

  /** A use of a proxy: an event, and the name that stands for the block. */
  private record Use(ProxyKind kind, String name) {}

  ProxyWiring(LoadedConfig config, Providers providers, Components components, Lender lender) {
    this.config = config;
    this.providers = providers;
    this.components = components;
    this.lender = lender;
  }

  Proxies proxies() {
    GyreConfig server = config.server();
    var events = server.client().proxy();
    if (events.connect().enabled()) {
      add(
          new Use(ProxyKind.CONNECT, Proxies.DEFAULT),
          "client.proxy.connect",
          events.connect().proxy());
    }
    if (events.refresh().enabled()) {
      add(
          new Use(ProxyKind.REFRESH, Proxies.DEFAULT),
          "client.proxy.refresh",
          events.refresh().proxy());
    }
    uses(server).forEach(this::resolve);
    return new Proxies(endpoints);
  }

  private static Set<Use> uses(GyreConfig server) {
    Set<Use> uses = new LinkedHashSet<>();
    addChannelUses(uses, server.channel().rules().withoutNamespace());
    for (NamespaceConfig namespace : server.channel().rules().namespaces()) {
      addChannelUses(uses, namespace.options());
    }
    addRpcUse(uses, server.rpc().withoutNamespace());
    for (RpcConfig.Namespace namespace : server.rpc().namespaces()) {
      addRpcUse(uses, namespace.options());
    }
    return uses;
  }

  private static void addChannelUses(Set<Use> uses, ChannelOptions options) {
    if (options.subscribeProxyEnabled()) {
      uses.add(new Use(ProxyKind.SUBSCRIBE, options.subscribeProxyName()));
    }
    if (options.publishProxyEnabled()) {
      uses.add(new Use(ProxyKind.PUBLISH, options.publishProxyName()));
    }
    if (options.subRefreshProxyEnabled()) {
      uses.add(new Use(ProxyKind.SUB_REFRESH, options.subRefreshProxyName()));
    }
  }

  private static void addRpcUse(Set<Use> uses, RpcConfig.Options options) {
    if (options.proxyEnabled()) {
      uses.add(new Use(ProxyKind.RPC, options.proxyName()));
    }
  }

  private void resolve(Use use) {
    if (use.name().equals(Proxies.DEFAULT)) {
      resolveDefault(use);
      return;
    }
    List<NamedProxyConfig> named = config.server().proxies();
    for (int i = 0; i < named.size(); i++) {
      if (named.get(i).name().equals(use.name())) {
        add(use, "proxies[" + i + "]", named.get(i).proxy());
        return;
      }
    }
    throw new StartFailed("proxies: there is no proxy named '" + use.name() + "'");
  }

  private void resolveDefault(Use use) {
    var channel = config.server().channel().proxy();
    switch (use.kind()) {
      case SUBSCRIBE -> add(use, "channel.proxy.subscribe", channel.subscribe());
      case PUBLISH -> add(use, "channel.proxy.publish", channel.publish());
      case SUB_REFRESH -> add(use, "channel.proxy.sub_refresh", channel.subRefresh());
      case RPC -> add(use, "rpc.proxy", config.server().rpc().proxy());
      case CONNECT, REFRESH, SUBSCRIBE_STREAM -> throw new IllegalArgumentException(use.toString());
    }
  }

  private void add(Use use, String block, ProxyConfig settings) {
    String scheme = scheme(block, settings.endpoint());
    Optional<Proxy> proxy = madeByBlock.get(block);
    if (proxy == null) {
      proxy = make(block, scheme);
      madeByBlock.put(block, proxy);
    }
    if (proxy.isEmpty()) {
      return;
    }
    var spec =
        new ProxyEndpoint.Spec(use.kind(), use.name(), scheme, settings.timeout(), CALLS_MAX);
    try {
      endpoints.add(new ProxyEndpoint(spec, proxy.get(), lender.meters(), lender.clock()));
    } catch (IllegalArgumentException refusal) {
      throw new StartFailed(block + ".endpoint: " + refusal.getMessage());
    }
  }

  private Optional<Proxy> make(String block, String scheme) {
    String type = scheme.equals("https") ? "http" : scheme;
    Optional<Offer<ProxyProvider<?>>> found = providers.find(Door.PROXY, type);
    if (found.isEmpty()) {
      if (TO_COME.contains(scheme)) {
        LOG.log(
            Level.WARNING, "proxy not supported yet, left out block={0} scheme={1}", block, scheme);
        return Optional.empty();
      }
      throw new StartFailed(block + ".endpoint: " + providers.absence(Door.PROXY, type));
    }
    Offer<ProxyProvider<?>> offer = found.get();
    Proxy proxy =
        components.create(
            offer.provider(), offer, block + "." + type, lender.plain("proxy", type, block));
    components.keepService("proxy/" + type + "/" + block, proxy, offer);
    return Optional.of(offer.inPlugin().around(Proxy.class, proxy));
  }

  /** An address without a scheme is one of gRPC, as the original has it. */
  private static String scheme(String block, String endpoint) {
    if (endpoint.isBlank()) {
      throw new StartFailed(block + ".endpoint: is empty, but the proxy is in use");
    }
    int colon = endpoint.indexOf(':');
    String before = colon < 0 ? "" : endpoint.substring(0, colon).toLowerCase(Locale.ROOT);
    boolean word = before.matches("[a-z][a-z0-9+.-]*");
    boolean port = endpoint.substring(colon + 1).matches("[0-9]+");
    return word && !port ? before : "grpc";
  }
}
