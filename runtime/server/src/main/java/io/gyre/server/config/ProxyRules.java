package io.gyre.server.config;

import io.gyre.config.Problems;
import io.gyre.core.backend.ChannelProxies;
import io.gyre.core.backend.EventProxyConfig;
import io.gyre.core.backend.NamedProxyConfig;
import io.gyre.core.backend.ProxyConfig;
import io.gyre.core.backend.RpcConfig;
import io.gyre.core.channel.ChannelOptions;
import io.gyre.core.channel.NamespaceConfig;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Proxies: those that are used exist and have an endpoint. */
final class ProxyRules {

  private static final String DEFAULT = "default";
  private static final String NAME = "[-a-zA-Z0-9_.]{2,}";

  private final GyreConfig config;
  private final Problems problems;
  private final Set<String> names;

  ProxyRules(GyreConfig config, Problems problems) {
    this.config = config;
    this.problems = problems;
    this.names = config.proxies().stream().map(NamedProxyConfig::name).collect(Collectors.toSet());
  }

  void check() {
    named();
    event("client.proxy.connect", config.client().proxy().connect());
    event("client.proxy.refresh", config.client().proxy().refresh());
    List<NamespaceConfig> namespaces = config.channel().rules().namespaces();
    options("channel.without_namespace.", config.channel().rules().withoutNamespace());
    for (int index = 0; index < namespaces.size(); index++) {
      options(
          "channel.namespaces[" + index + "](" + namespaces.get(index).name() + ").",
          namespaces.get(index).options());
    }
    rpc(config.rpc());
  }

  private void named() {
    Words.names(
        "proxies", config.proxies().stream().map(NamedProxyConfig::name).toList(), NAME, problems);
    for (int index = 0; index < config.proxies().size(); index++) {
      NamedProxyConfig proxy = config.proxies().get(index);
      String path = "proxies[" + index + "]";
      if (proxy.name().equals(DEFAULT)) {
        problems.error(
            path + ".name",
            DEFAULT,
            "stands for the proxies under channel.proxy and rpc.proxy",
            "choose another name");
      }
      reachable(path, proxy.proxy());
    }
  }

  private void event(String path, EventProxyConfig event) {
    if (event.enabled()) {
      reachable(path, event.proxy());
    }
  }

  /** One kind of proxy as a namespace uses it. */
  private record Use(String kind, boolean enabled, String name, ProxyConfig fallback) {}

  private void options(String path, ChannelOptions options) {
    ChannelProxies proxies = config.channel().proxy();
    List<Use> uses =
        List.of(
            new Use(
                "subscribe_proxy",
                options.subscribeProxyEnabled(),
                options.subscribeProxyName(),
                proxies.subscribe()),
            new Use(
                "publish_proxy",
                options.publishProxyEnabled(),
                options.publishProxyName(),
                proxies.publish()),
            new Use(
                "sub_refresh_proxy",
                options.subRefreshProxyEnabled(),
                options.subRefreshProxyName(),
                proxies.subRefresh()),
            new Use(
                "subscribe_stream_proxy",
                options.subscribeStreamProxyEnabled(),
                options.subscribeStreamProxyName(),
                proxies.subscribeStream()),
            new Use(
                "map.publish_proxy",
                options.map().publishProxyEnabled(),
                options.map().publishProxyName(),
                proxies.mapPublish()),
            new Use(
                "map.remove_proxy",
                options.map().removeProxyEnabled(),
                options.map().removeProxyName(),
                proxies.mapRemove()));
    uses.forEach(use -> use(path, use));
    if (options.subscriptionType().equals("shared_poll")) {
      String name = options.sharedPoll().proxyName();
      use(
          path,
          new Use(
              "shared_poll.proxy",
              true,
              name.isEmpty() ? DEFAULT : name,
              proxies.sharedPollRefresh()));
    }
    boolean other =
        options.subscribeProxyEnabled()
            || options.publishProxyEnabled()
            || options.subRefreshProxyEnabled();
    if (options.subscribeStreamProxyEnabled() && other) {
      problems.error(
          path + "subscribe_stream_proxy_enabled",
          "true",
          "excludes the subscribe, publish and sub_refresh proxies",
          "switch one or the other off");
    }
  }

  private void use(String path, Use use) {
    if (!use.name.equals(DEFAULT)) {
      known(path + use.kind + "_name", use.name);
    } else if (use.enabled) {
      String kind = use.kind.replace("_proxy", "").replace('.', '_');
      String block = kind.equals("shared_poll_proxy") ? "shared_poll_refresh" : kind;
      reachable("channel.proxy." + block, use.fallback);
    }
  }

  private void rpc(RpcConfig rpc) {
    List<RpcConfig.Namespace> namespaces = rpc.namespaces();
    Words.names(
        "rpc.namespaces",
        namespaces.stream().map(RpcConfig.Namespace::name).toList(),
        NAME,
        problems);
    rpc("rpc.without_namespace.", rpc.withoutNamespace());
    for (int index = 0; index < namespaces.size(); index++) {
      rpc("rpc.namespaces[" + index + "].", namespaces.get(index).options());
    }
  }

  private void rpc(String path, RpcConfig.Options options) {
    if (!options.proxyName().equals(DEFAULT)) {
      known(path + "proxy_name", options.proxyName());
    } else if (options.proxyEnabled()) {
      reachable("rpc.proxy", config.rpc().proxy());
    }
  }

  private void known(String path, String name) {
    if (!names.contains(name)) {
      problems.error(path, name, "is no proxy", "add it to proxies, or write default");
    }
  }

  private void reachable(String path, ProxyConfig proxy) {
    if (proxy.timeout().isZero()) {
      problems.error(path + ".timeout", "0s", "lets no answer in", "write how long to wait");
    }
    if (proxy.endpoint().isEmpty()) {
      problems.error(
          path + ".endpoint", "", "is required because the proxy is in use", "write its address");
    }
    List<ProxyConfig.StatusTransform> transforms = proxy.http().statusToCodeTransforms();
    for (int index = 0; index < transforms.size(); index++) {
      transform(path + ".http.status_to_code_transforms[" + index + "]", transforms.get(index));
    }
  }

  private void transform(String path, ProxyConfig.StatusTransform transform) {
    if (transform.statusCode() == 0) {
      problems.error(path + ".status_code", "", "is required", "write the HTTP status to match");
    }
    boolean error = transform.toError().code() != 0;
    boolean disconnect = transform.toDisconnect().code() != 0;
    if (error == disconnect) {
      problems.error(
          path,
          "",
          "needs either to_error or to_disconnect",
          "write exactly one of them, with its code");
    }
    Words.reason(path + ".to_error.message", transform.toError().message(), problems);
    Words.reason(path + ".to_disconnect.reason", transform.toDisconnect().reason(), problems);
  }
}
