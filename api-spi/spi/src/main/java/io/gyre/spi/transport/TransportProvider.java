package io.gyre.spi.transport;

import io.gyre.spi.Provider;
import io.gyre.spi.Service;

/** Makes a transport with a listener of its own, such as raw TCP, QUIC or MQTT. */
public interface TransportProvider<C extends Record>
    extends Provider<C, TransportContext, Service> {}
