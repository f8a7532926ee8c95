package io.gyre.transport.http;

import io.gyre.spi.web.Mounts;
import io.gyre.spi.web.WebTransport;

/** An endpoint for streams, whatever their kind. */
record StreamTransport(boolean enabled, String path, StreamEndpoint endpoint)
    implements WebTransport {

  @Override
  public void mount(Mounts mounts) {
    if (!enabled) {
      return;
    }
    if (!endpoint.kind().unidirectional()) {
      mounts.expectEmulation();
    }
    mounts.connections(path, endpoint);
  }
}
