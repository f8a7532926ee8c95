package io.gyre.core.backend;

import io.gyre.spi.error.ClientError;
import io.gyre.spi.error.ClientErrorException;
import io.gyre.spi.proxy.ConnectCall;
import io.gyre.spi.proxy.ConnectReply;
import io.gyre.spi.proxy.Proxy;
import io.gyre.spi.proxy.ProxyKind;
import io.gyre.spi.proxy.PublishCall;
import io.gyre.spi.proxy.PublishReply;
import io.gyre.spi.proxy.RefreshCall;
import io.gyre.spi.proxy.RefreshReply;
import io.gyre.spi.proxy.RpcCall;
import io.gyre.spi.proxy.RpcReply;
import io.gyre.spi.proxy.SubRefreshCall;
import io.gyre.spi.proxy.SubscribeCall;
import io.gyre.spi.proxy.SubscribeReply;
import io.gyre.spi.transport.ConnectionInfo;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The application behind Gyre, as far as it is configured: for each event the endpoints by name.
 * Calls block, see {@link ProxyEndpoint}. Whatever goes wrong reaches the caller as a {@link
 * ClientErrorException} or {@link io.gyre.spi.error.DisconnectException}. Immutable.
 */
public final class Proxies {
  /** No application to ask. */
  public static final Proxies NONE = new Proxies(List.of());

  /** The name of endpoints that were given none. */
  public static final String DEFAULT = "default";

  private static final ClientError NOT_AVAILABLE = new ClientError(108, "not available", false);
  private final Map<ProxyKind, Map<String, ProxyEndpoint>> endpoints =
      new EnumMap<>(ProxyKind.class);

  /** Takes the endpoints; a later one of the same event and name is a mistake of the caller. */
  public Proxies(Collection<ProxyEndpoint> configured) {
    for (ProxyEndpoint endpoint : configured) {
      ProxyEndpoint other =
          endpoints
              .computeIfAbsent(endpoint.kind(), kind -> new HashMap<>())
              .put(endpoint.name(), endpoint);
      if (other != null) {
        throw new IllegalArgumentException("two proxies: " + endpoint.kind() + endpoint.name());
      }
    }
  }

  /** Whether the application is asked about this event at all. */
  public boolean has(ProxyKind kind) {
    return endpoints.containsKey(kind);
  }

  /** What may be asked for of a connected client: headers only if later calls can name them. */
  public ConnectionInfo kept(ConnectionInfo connection) {
    boolean asksLater = endpoints.keySet().stream().anyMatch(kind -> kind != ProxyKind.CONNECT);
    return asksLater ? connection : connection.withoutHeaders();
  }

  /** A client connects without a token. */
  public ConnectReply connect(ConnectCall call) {
    return ask(ProxyKind.CONNECT, DEFAULT, proxy -> proxy.connect(call));
  }

  /** A connection reached its expiry. */
  public RefreshReply refresh(RefreshCall call) {
    return ask(ProxyKind.REFRESH, DEFAULT, proxy -> proxy.refresh(call));
  }

  /** A client subscribes to a channel whose namespace names this proxy. */
  public SubscribeReply subscribe(String name, SubscribeCall call) {
    return ask(ProxyKind.SUBSCRIBE, name, proxy -> proxy.subscribe(call));
  }

  /** A subscription reached its expiry. */
  public RefreshReply subRefresh(String name, SubRefreshCall call) {
    return ask(ProxyKind.SUB_REFRESH, name, proxy -> proxy.subRefresh(call));
  }

  /** A client publishes. */
  public PublishReply publish(String name, PublishCall call) {
    return ask(ProxyKind.PUBLISH, name, proxy -> proxy.publish(call));
  }

  /** A client calls a method of the application. */
  public RpcReply rpc(String name, RpcCall call) {
    return ask(ProxyKind.RPC, name, proxy -> proxy.rpc(call));
  }

  private <T> T ask(ProxyKind kind, String name, Function<Proxy, T> question) {
    return Optional.ofNullable(endpoints.getOrDefault(kind, Map.of()).get(name))
        .orElseThrow(() -> new ClientErrorException(NOT_AVAILABLE))
        .ask(question);
  }
}
