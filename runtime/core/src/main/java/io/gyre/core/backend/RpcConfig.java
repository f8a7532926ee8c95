package io.gyre.core.backend;

import io.gyre.spi.Key;
import java.util.List;

/** RPC calls of clients: which methods reach the application and how ({@code rpc}). */
public record RpcConfig(
    @Key(doc = "Default RPC proxy.") ProxyConfig proxy,
    @Key(doc = "Options of methods lacking a namespace.") Options withoutNamespace,
    @Key(doc = "List of RPC namespaces.", fallback = "") List<Namespace> namespaces,
    @Key(doc = "Built-in no-op RPC.") Ping ping,
    @Key(doc = "Splits namespace from method.", fallback = ":") String namespaceBoundary) {

  /** The options of the methods of one namespace, or of those without one. */
  public record Options(
      @Key(doc = "Forward these methods to the backend.", fallback = "false") boolean proxyEnabled,
      @Key(doc = "Which proxy to use.", fallback = "default") String proxyName) {}

  /** A namespace of RPC methods. */
  public record Namespace(
      @Key(doc = "Namespace name.", fallback = "") String name, Options options) {}

  /** The built-in method that does nothing. */
  public record Ping(
      @Key(doc = "Register the built-in method.", fallback = "false") boolean enabled,
      @Key(doc = "Its name.", fallback = "ping") String method) {}
}
