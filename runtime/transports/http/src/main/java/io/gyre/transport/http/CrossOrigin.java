package io.gyre.transport.http;

import io.gyre.spi.web.OriginPolicy;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/**
 * Tells browsers whether the page that asks may read the answer. A request of a forbidden page is
 * served all the same: it is the browser that keeps the answer from the page. Immutable.
 */
final class CrossOrigin {
  private static final HeaderName ALLOW_ORIGIN = HeaderNames.create("Access-Control-Allow-Origin");
  private static final HeaderName ALLOW_HEADERS =
      HeaderNames.create("Access-Control-Allow-Headers");
  private static final HeaderName ALLOW_CREDENTIALS =
      HeaderNames.create("Access-Control-Allow-Credentials");
  private static final HeaderName ALLOW_METHODS =
      HeaderNames.create("Access-Control-Allow-Methods");
  private static final HeaderName MAX_AGE = HeaderNames.create("Access-Control-Max-Age");
  private static final HeaderName REQUEST_HEADERS =
      HeaderNames.create("Access-Control-Request-Headers");

  private final OriginPolicy origins;

  CrossOrigin(OriginPolicy origins) {
    this.origins = origins;
  }

  /** Grants the page of a request what it may have. */
  void grant(ServerRequest request, ServerResponse response) {
    String origin = request.headers().first(HeaderNames.ORIGIN).orElse("");
    if (!origin.isEmpty() && !origins.allows(origin)) {
      return;
    }
    response.header(ALLOW_ORIGIN, origin);
    request
        .headers()
        .first(REQUEST_HEADERS)
        .filter(names -> !names.isEmpty() && !names.equals("null"))
        .ifPresent(names -> response.header(ALLOW_HEADERS, names));
    response.header(ALLOW_CREDENTIALS, "true");
  }

  /** Answers the question that a browser asks before a POST. */
  static void answerPreflight(ServerResponse response) {
    response.header(MAX_AGE, "300");
    response.header(ALLOW_METHODS, "POST, OPTIONS");
    response.status(Status.NO_CONTENT_204).send();
  }
}
