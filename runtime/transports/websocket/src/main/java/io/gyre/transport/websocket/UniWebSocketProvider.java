package io.gyre.transport.websocket;

import io.gyre.spi.web.Mounts;
import io.gyre.spi.web.WebTransport;
import io.gyre.spi.web.WebTransportContext;
import io.gyre.spi.web.WebTransportProvider;

/** Makes the one-way WebSocket transport. */
public final class UniWebSocketProvider implements WebTransportProvider<UniWebSocketConfig> {

  @Override
  public String type() {
    return "uni_websocket";
  }

  @Override
  public Class<UniWebSocketConfig> configType() {
    return UniWebSocketConfig.class;
  }

  @Override
  public WebTransport create(UniWebSocketConfig config, WebTransportContext context) {
    return new WebSocketTransport(
        config.enabled(),
        Mounts.path(config.handlerPrefix()),
        new UniWebSocketUpgrader(config, context));
  }
}
