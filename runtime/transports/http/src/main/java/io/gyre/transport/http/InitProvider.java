package io.gyre.transport.http;

import io.gyre.spi.web.Mounts;
import io.gyre.spi.web.WebTransport;
import io.gyre.spi.web.WebTransportContext;
import io.gyre.spi.web.WebTransportProvider;

/** Makes the endpoint that warms a connection up. */
public final class InitProvider implements WebTransportProvider<InitConfig> {

  @Override
  public String type() {
    return "init";
  }

  @Override
  public Class<InitConfig> configType() {
    return InitConfig.class;
  }

  @Override
  public WebTransport create(InitConfig config, WebTransportContext context) {
    return mounts -> {
      if (config.enabled()) {
        mounts.connections(Mounts.path(config.handlerPrefix()), new InitEndpoint(context));
      }
    };
  }
}
