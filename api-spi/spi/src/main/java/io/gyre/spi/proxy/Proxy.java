package io.gyre.spi.proxy;

import io.gyre.spi.Run;
import java.util.Set;

/**
 * Asks the application what to do with an event of a client. Override what {@link #kinds()}
 * announces; the server calls nothing else. Calls block and come from many virtual threads at once.
 *
 * <p>To say no, throw {@link io.gyre.spi.error.ClientErrorException} or {@link
 * io.gyre.spi.error.DisconnectException}; whatever else is thrown reaches the client as a temporary
 * internal error.
 */
public interface Proxy {

  /** The events this proxy answers. */
  Set<ProxyKind> kinds();

  /** A client connects without a token. */
  default ConnectReply connect(ConnectCall call) {
    throw unsupported(ProxyKind.CONNECT);
  }

  /** A connection reached its expiry. */
  default RefreshReply refresh(RefreshCall call) {
    throw unsupported(ProxyKind.REFRESH);
  }

  /** A client subscribes without a token. */
  default SubscribeReply subscribe(SubscribeCall call) {
    throw unsupported(ProxyKind.SUBSCRIBE);
  }

  /** A subscription reached its expiry. */
  default RefreshReply subRefresh(SubRefreshCall call) {
    throw unsupported(ProxyKind.SUB_REFRESH);
  }

  /** A client publishes. */
  default PublishReply publish(PublishCall call) {
    throw unsupported(ProxyKind.PUBLISH);
  }

  /** A client calls a method of the application. */
  default RpcReply rpc(RpcCall call) {
    throw unsupported(ProxyKind.RPC);
  }

  /** A subscription that lives as long as this call. */
  default void subscribeStream(SubscribeCall call, ChannelStream stream, Run run) throws Exception {
    throw unsupported(ProxyKind.SUBSCRIBE_STREAM);
  }

  private static UnsupportedOperationException unsupported(ProxyKind kind) {
    return new UnsupportedOperationException("the proxy announces " + kind + " but has no answer");
  }
}
