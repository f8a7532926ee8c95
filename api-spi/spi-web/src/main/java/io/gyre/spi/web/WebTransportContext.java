package io.gyre.spi.web;

import io.gyre.spi.transport.TransportContext;

/** What a transport on the shared HTTP port is lent. */
public interface WebTransportContext extends TransportContext {

  /** The server's event threads, which carry connections that left HTTP. */
  Sockets sockets();

  /** Which web pages may connect. */
  OriginPolicy origins();

  /** How often a transport pings its peers, where it pings by itself. */
  PingTimes pings();
}
