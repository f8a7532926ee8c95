package io.gyre.transport.http;

import io.gyre.spi.web.Mounts;
import io.gyre.spi.web.WebTransport;
import io.gyre.spi.web.WebTransportContext;
import io.gyre.spi.web.WebTransportProvider;

/** Makes the EventSource transport. */
public final class SseProvider implements WebTransportProvider<SseConfig> {

  @Override
  public String type() {
    return "sse";
  }

  @Override
  public Class<SseConfig> configType() {
    return SseConfig.class;
  }

  @Override
  public WebTransport create(SseConfig config, WebTransportContext context) {
    return new StreamTransport(
        config.enabled(),
        Mounts.path(config.handlerPrefix()),
        new StreamEndpoint(
            StreamKind.SSE, config.maxRequestBodySize(), ConnectAnswers.NONE, context));
  }
}
