package io.gyre.spi.transport;

import io.gyre.spi.ComponentContext;

/** What a transport is lent. */
public interface TransportContext extends ComponentContext {

  /** Where connections go. */
  ClientGateway gateway();
}
