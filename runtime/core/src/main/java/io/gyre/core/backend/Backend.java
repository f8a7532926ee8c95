package io.gyre.core.backend;

import io.gyre.spi.proxy.ConnectCall;
import io.gyre.spi.proxy.ConnectReply;
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

/**
 * The application behind the server, asked through the proxies that are configured. Calls block for
 * as long as the proxy's deadline allows and come from virtual threads; a refusal is a {@link
 * io.gyre.spi.error.ClientErrorException} or {@link io.gyre.spi.error.DisconnectException}.
 */
public interface Backend {

  /** Whether a proxy is configured for an event of connections. */
  boolean asks(ProxyKind kind);

  /** A client connects. */
  ConnectReply connect(ConnectCall call);

  /** A connection reached its expiry. */
  RefreshReply refresh(RefreshCall call);

  /** A client subscribes; {@code proxy} is the name the namespace gives. */
  SubscribeReply subscribe(String proxy, SubscribeCall call);

  /** A subscription reached its expiry. */
  RefreshReply subRefresh(String proxy, SubRefreshCall call);

  /** A client publishes. */
  PublishReply publish(String proxy, PublishCall call);

  /** A client calls a method of the application. */
  RpcReply rpc(String proxy, RpcCall call);
}
