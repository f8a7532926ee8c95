package io.gyre.transport.websocket;

import io.gyre.spi.web.Mounts;
import io.gyre.spi.web.WebTransport;
import io.helidon.webserver.http1.spi.Http1Upgrader;

/** An endpoint for WebSockets, whatever is spoken there. */
record WebSocketTransport(boolean enabled, String path, Http1Upgrader upgrader)
    implements WebTransport {

  @Override
  public void mount(Mounts mounts) {
    if (enabled) {
      mounts.upgrade(path, upgrader);
      mounts.http().any(path, new NoHandshake(path));
    }
  }
}
