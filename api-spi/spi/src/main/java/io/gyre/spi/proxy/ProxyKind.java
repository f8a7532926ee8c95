package io.gyre.spi.proxy;

/** The events an application can be asked about; each is a method of {@link Proxy}. */
public enum ProxyKind {
  /** {@link Proxy#connect}. */
  CONNECT,
  /** {@link Proxy#refresh}. */
  REFRESH,
  /** {@link Proxy#subscribe}. */
  SUBSCRIBE,
  /** {@link Proxy#subRefresh}. */
  SUB_REFRESH,
  /** {@link Proxy#publish}. */
  PUBLISH,
  /** {@link Proxy#rpc}. */
  RPC,
  /** {@link Proxy#subscribeStream}. */
  SUBSCRIBE_STREAM
}
