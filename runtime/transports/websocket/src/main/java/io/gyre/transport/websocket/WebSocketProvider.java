package io.gyre.transport.websocket;

import io.gyre.spi.web.Mounts;
import io.gyre.spi.web.WebTransport;
import io.gyre.spi.web.WebTransportContext;
import io.gyre.spi.web.WebTransportProvider;

/** Makes the bidirectional WebSocket transport. */
public final class WebSocketProvider implements WebTransportProvider<WebSocketConfig> {

  @Override
  public String type() {
    return "websocket";
  }

  @Override
  public Class<WebSocketConfig> configType() {
    return WebSocketConfig.class;
  }

  @Override
  public WebTransport create(WebSocketConfig config, WebTransportContext context) {
    return new WebSocketTransport(
        !config.disabled(),
        Mounts.path(config.handlerPrefix()),
        new WebSocketUpgrader(config.wire(), context));
  }
}
