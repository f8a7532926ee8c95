package io.gyre.spi.web;

import io.gyre.spi.Provider;

/** Makes a transport that lives on the shared HTTP port. */
public interface WebTransportProvider<C extends Record>
    extends Provider<C, WebTransportContext, WebTransport> {}
