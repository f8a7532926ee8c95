package io.gyre.transport.http;

import io.gyre.spi.web.Mounts;
import io.gyre.spi.web.WebTransport;
import io.gyre.spi.web.WebTransportContext;
import io.gyre.spi.web.WebTransportProvider;

/** Makes the chunked HTTP transport. */
public final class HttpStreamProvider implements WebTransportProvider<HttpStreamConfig> {

  @Override
  public String type() {
    return "http_stream";
  }

  @Override
  public Class<HttpStreamConfig> configType() {
    return HttpStreamConfig.class;
  }

  @Override
  public WebTransport create(HttpStreamConfig config, WebTransportContext context) {
    return new StreamTransport(
        config.enabled(),
        Mounts.path(config.handlerPrefix()),
        new StreamEndpoint(
            StreamKind.HTTP_STREAM, config.maxRequestBodySize(), ConnectAnswers.NONE, context));
  }
}
