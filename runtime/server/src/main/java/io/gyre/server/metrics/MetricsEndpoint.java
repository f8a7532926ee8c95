package io.gyre.server.metrics;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/** Answers a scrape with every source's metrics, whatever the request's method. */
public final class MetricsEndpoint implements Handler {
  private static final Header TEXT =
      HeaderValues.createCached(
          HeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");

  private final List<MetricSource> sources;

  /** Shows these sources. */
  public MetricsEndpoint(List<MetricSource> sources) {
    this.sources = List.copyOf(sources);
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    Scrape scrape = new Scrape();
    sources.forEach(source -> source.collect(scrape));
    response.header(TEXT).send(scrape.text());
  }
}
