package io.gyre.transport.websocket;

import io.gyre.spi.web.Mounts;
import io.gyre.spi.web.WebTransport;
import io.gyre.spi.web.WebTransportContext;

/** The one-way WebSocket endpoint. */
final class UniWebSocketTransport implements WebTransport {
  private final UniWebSocketConfig config;
  private final WebTransportContext context;

  UniWebSocketTransport(UniWebSocketConfig config, WebTransportContext context) {
    this.config = config;
    this.context = context;
  }

  @Override
  public void mount(Mounts mounts) {
    if (!config.enabled()) {
      return;
    }
    Handshake handshake = new Handshake(context.origins(), config.compression());
    mounts.upgrade(config.handlerPrefix(), new UniWebSocketUpgrader(config, context, handshake));
    mounts.http().any(config.handlerPrefix(), new NoHandshake(config.handlerPrefix()));
  }
}
