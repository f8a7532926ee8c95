package io.gyre.server.guard;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;

/**
 * Looks at each request between its head and its body, and tells the guard what body comes. Refuses
 * by exceptions, which the HTTP server turns into responses. Thread-safe.
 */
final class RequestCheck implements Http1ConnectionListener {
  private static final HeaderName NAMELESS = HeaderNames.create("");
  private static final Method CONNECT = Method.create("CONNECT");

  @Override
  public void prologue(ConnectionContext context, HttpPrologue prologue) {
    if (!(context instanceof GuardedContext guarded)) {
      return;
    }
    RequestBytes bytes = guarded.bytes();
    if (bytes.isLast()) {
      throw new CloseConnectionException("a request behind the last one");
    }
    Method method = prologue.method();
    if (method.equals(Method.TRACE) || method.equals(CONNECT)) {
      throw bytes.refused(Status.METHOD_NOT_ALLOWED_405, "method");
    }
    String path = prologue.uriPath().rawPath();
    if (!path.startsWith("/") && !path.equals("*")) {
      throw bytes.refused(Status.BAD_REQUEST_400, "request target");
    }
    bytes.headBegins();
  }

  @Override
  public void headers(ConnectionContext context, Headers headers) {
    if (!(context instanceof GuardedContext guarded)) {
      return;
    }
    RequestBytes bytes = guarded.bytes();
    if (headers.containsToken(HeaderValues.CONNECTION_CLOSE)) {
      bytes.last();
    }
    if (headers.contains(NAMELESS)) {
      throw bytes.refused(Status.BAD_REQUEST_400, "header without a name");
    }
    if (headers instanceof WritableHeaders<?> own && headers.contains(HeaderNames.UPGRADE)) {
      upgrade(bytes, own);
    }
    body(guarded, headers);
  }

  private static void upgrade(RequestBytes bytes, WritableHeaders<?> headers) {
    if (bytes.isOldVersion()) {
      throw bytes.refused(Status.BAD_REQUEST_400, "upgrade of HTTP/1.0");
    }
    if (headers.get(HeaderNames.UPGRADE).get().equalsIgnoreCase("h2c")) {
      headers.remove(HeaderNames.UPGRADE); // the request is answered as it is
    }
  }

  private static void body(GuardedContext guarded, Headers headers) {
    RequestBytes bytes = guarded.bytes();
    if (headers.contains(HeaderNames.TRANSFER_ENCODING)) {
      String encoding = headers.get(HeaderNames.TRANSFER_ENCODING).get().trim();
      bytes.chunkedBody(
          guarded.dataReader(),
          encoding.equalsIgnoreCase("chunked") && !headers.contains(HeaderNames.CONTENT_LENGTH));
    } else if (headers.contains(HeaderNames.CONTENT_LENGTH)) {
      bytes.body(guarded.dataReader(), length(headers));
    } else if (headers.contains(HeaderNames.UPGRADE)) {
      bytes.upgrade();
    } else {
      bytes.body(guarded.dataReader(), 0);
    }
  }

  /** The length, or a negative number if the server is going to refuse it. */
  private static long length(Headers headers) {
    try {
      return headers.contentLength().orElse(-1);
    } catch (IllegalArgumentException malformed) {
      return -1;
    }
  }
}
