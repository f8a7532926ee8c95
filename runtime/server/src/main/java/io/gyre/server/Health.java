package io.gyre.server;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;

/**
 * Says that the process is alive, whatever the request's method. Asks nothing of what it depends
 * on.
 */
public final class Health implements Handler {
  private static final Header JSON =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
  private static final byte[] ALIVE = "{}".getBytes(StandardCharsets.US_ASCII);

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    response.header(JSON);
    if (request.prologue().method().equals(Method.HEAD)) {
      response.send();
    } else {
      response.send(ALIVE);
    }
  }
}
