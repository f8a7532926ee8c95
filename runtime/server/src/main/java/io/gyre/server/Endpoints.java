package io.gyre.server;

import io.gyre.api.ApiMeters;
import io.gyre.api.ApiService;
import io.gyre.api.HttpApi;
import io.gyre.core.meter.NodeMeters;
import io.gyre.server.config.GyreConfig;
import io.gyre.server.config.HttpApiConfig;
import io.gyre.server.guard.RequestHead;
import io.gyre.server.guard.ShortCut;
import io.gyre.server.metrics.CoreMetrics;
import io.gyre.server.metrics.MetricsEndpoint;
import io.gyre.server.metrics.ProcessMetrics;
import io.gyre.server.metrics.PrometheusMeters;
import io.gyre.server.sockets.ShardLoops;
import io.gyre.server.sockets.ShardVisits;
import io.helidon.webserver.http.HttpRouting;
import java.util.List;
import java.util.Optional;

/** The paths that are not transports: API, health, metrics, pages. */
final class Endpoints {
  private Endpoints() {}

  /** What the metrics endpoint shows. */
  record Figures(PrometheusMeters meters, NodeMeters node) {}

  static void mount(
      Listeners listeners, GyreConfig config, ApiService api, ShardLoops loops, Figures figures) {
    HttpApiConfig http = config.httpApi();
    if (!http.disabled()) {
      HttpRouting.Builder routes = http.external() ? listeners.external() : listeners.internal();
      var settings =
          new HttpApi.Settings(
              http.key(), http.insecure(), http.errorMode().equals("transport"), http.limits());
      var handler = new HttpApi(settings, api, new ApiMeters(figures.meters(), "http"));
      String prefix = prefix(http.handlerPrefix());
      routes.register(prefix, handler);
      listeners.shortCut(
          new ShardVisits(loops, head -> light(handler, prefix + "/", head), figures.meters()),
          http.external());
    }
    if (config.health().enabled()) {
      listeners.internal().any(path(config.health().handlerPrefix()), new Health());
    }
    if (config.prometheus().enabled()) {
      boolean histogram = config.prometheus().recoveredPublicationsHistogram();
      var endpoint =
          new MetricsEndpoint(
              List.of(
                  new CoreMetrics(figures.node(), histogram),
                  figures.meters(),
                  new ProcessMetrics()));
      listeners.internal().any(path(config.prometheus().handlerPrefix()), endpoint);
    }
    if (config.swagger().enabled()) {
      listeners
          .internal()
          .register(
              path(config.swagger().handlerPrefix()),
              new SwaggerPage(prefix(http.handlerPrefix())));
    }
    if (config.debug().enabled()) {
      listeners.internal().register(path(config.debug().handlerPrefix()), new DebugPages());
    }
    if (config.demo().enabled()) {
      listeners.external().register(DemoPage.PATH, new DemoPage());
      listeners.external().get("/", DemoPage::redirect);
    }
  }

  /** What answers requests to the API with this head on a shard. */
  private static Optional<ShortCut.Call> light(HttpApi api, String folder, RequestHead head) {
    String target = head.target();
    return target.startsWith(folder)
        ? api.light(target.substring(folder.length()), head::header).map(calls -> calls::answer)
        : Optional.empty();
  }

  /** As the original has it: a slash at the end is trimmed. */
  private static String prefix(String configured) {
    return configured.endsWith("/") ? configured.substring(0, configured.length() - 1) : configured;
  }

  private static String path(String configured) {
    String trimmed = prefix(configured);
    return trimmed.isEmpty() ? "/" : trimmed;
  }
}
