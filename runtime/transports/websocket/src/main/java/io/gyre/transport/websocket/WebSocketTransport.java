package io.gyre.transport.websocket;

import io.gyre.spi.web.Mounts;
import io.gyre.spi.web.WebTransport;
import io.gyre.spi.web.WebTransportContext;

/** The bidirectional WebSocket endpoint. */
final class WebSocketTransport implements WebTransport {
  private final WebSocketConfig config;
  private final WebTransportContext context;

  WebSocketTransport(WebSocketConfig config, WebTransportContext context) {
    this.config = config;
    this.context = context;
  }

  @Override
  public void mount(Mounts mounts) {
    if (config.disabled()) {
      return;
    }
    Handshake handshake = new Handshake(context.origins(), config.compression());
    mounts.upgrade(config.handlerPrefix(), new WebSocketUpgrader(config, context, handshake));
    mounts.http().any(config.handlerPrefix(), new NoHandshake(config.handlerPrefix()));
  }
}
