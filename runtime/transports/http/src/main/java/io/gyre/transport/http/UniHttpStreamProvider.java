package io.gyre.transport.http;

import io.gyre.spi.web.Mounts;
import io.gyre.spi.web.WebTransport;
import io.gyre.spi.web.WebTransportContext;
import io.gyre.spi.web.WebTransportProvider;

/** Makes the one-way chunked HTTP transport. */
public final class UniHttpStreamProvider implements WebTransportProvider<UniHttpStreamConfig> {

  @Override
  public String type() {
    return "uni_http_stream";
  }

  @Override
  public Class<UniHttpStreamConfig> configType() {
    return UniHttpStreamConfig.class;
  }

  @Override
  public WebTransport create(UniHttpStreamConfig config, WebTransportContext context) {
    return new StreamTransport(
        config.enabled(),
        Mounts.path(config.handlerPrefix()),
        new StreamEndpoint(
            StreamKind.UNI_HTTP_STREAM,
            config.maxRequestBodySize(),
            ConnectAnswers.of(config.connectCodeToHttpResponse()),
            context));
  }
}
