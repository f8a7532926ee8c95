package io.gyre.server.guard;

import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.Status;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;

/** Tells the guard that a response is on its way, and whether it is the last. Thread-safe. */
final class ResponseCheck implements Http1ConnectionListener {
  private static final int FINAL = 200;

  @Override
  public void status(ConnectionContext context, Status status) {
    if (context instanceof GuardedContext guarded && status.code() >= FINAL) {
      guarded.bytes().responded();
    }
  }

  @Override
  public void headers(ConnectionContext context, Headers headers) {
    if (context instanceof GuardedContext guarded
        && headers.contains(HeaderValues.CONNECTION_CLOSE)) {
      guarded.bytes().last();
    }
  }
}
