package io.gyre.transport.http;

import io.gyre.spi.web.Mounts;
import io.gyre.spi.web.WebTransport;
import io.gyre.spi.web.WebTransportContext;
import io.gyre.spi.web.WebTransportProvider;

/** Makes the endpoint to which clients of streams send their commands. */
public final class EmulationProvider implements WebTransportProvider<EmulationConfig> {

  @Override
  public String type() {
    return "emulation";
  }

  @Override
  public Class<EmulationConfig> configType() {
    return EmulationConfig.class;
  }

  @Override
  public WebTransport create(EmulationConfig config, WebTransportContext context) {
    return mounts ->
        mounts
            .http()
            .any(
                Mounts.path(config.handlerPrefix()),
                new EmulationEndpoint(config, mounts, context));
  }
}
