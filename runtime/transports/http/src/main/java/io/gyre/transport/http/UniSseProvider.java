package io.gyre.transport.http;

import io.gyre.spi.web.Mounts;
import io.gyre.spi.web.WebTransport;
import io.gyre.spi.web.WebTransportContext;
import io.gyre.spi.web.WebTransportProvider;

/** Makes the one-way EventSource transport. */
public final class UniSseProvider implements WebTransportProvider<UniSseConfig> {

  @Override
  public String type() {
    return "uni_sse";
  }

  @Override
  public Class<UniSseConfig> configType() {
    return UniSseConfig.class;
  }

  @Override
  public WebTransport create(UniSseConfig config, WebTransportContext context) {
    return new StreamTransport(
        config.enabled(),
        Mounts.path(config.handlerPrefix()),
        new StreamEndpoint(
            StreamKind.UNI_SSE,
            config.maxRequestBodySize(),
            ConnectAnswers.of(config.connectCodeToHttpResponse()),
            context));
  }
}
