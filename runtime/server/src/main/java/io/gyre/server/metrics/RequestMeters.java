package io.gyre.server.metrics;

import io.gyre.spi.Meters;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Counts responses by route, method and status. Paths that belong to no route share one label, and
 * so do methods that HTTP does not define, so that callers cannot make series.
 */
public final class RequestMeters implements Filter {
  private static final String OTHER = "other";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

  private final Meters meters;
  private final List<String> routes;

  /**
   * Counts responses.
   *
   * @param routes where something is mounted, such as {@code /api}; what lies below counts there
   */
  public RequestMeters(Meters meters, List<String> routes) {
    this.meters = meters;
    this.routes =
        routes.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    String path = request.path().rawPath();
    String method = request.prologue().method().text();
    response.whenSent(() -> count(path, method, response.status().code()));
    chain.proceed();
  }

  private void count(String path, String method, int status) {
    meters
        .counter(
            "centrifugo_node_incoming_http_requests_total",
            "path",
            route(path),
            "method",
            METHODS.contains(method) ? method : OTHER,
            "status",
            Integer.toString(status))
        .add(1);
  }

  /** The longest route that the path is, or lies below. */
  private String route(String path) {
    for (String route : routes) {
      if (path.equals(route) || path.startsWith(route.endsWith("/") ? route : route + "/")) {
        return route;
      }
    }
    return OTHER;
  }
}
