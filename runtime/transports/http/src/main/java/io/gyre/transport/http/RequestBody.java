package io.gyre.transport.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads bodies of requests within a limit. */
final class RequestBody {
  private static final Status GONE = Status.create(499, "Client Closed Request");

  private RequestBody() {}

  /**
   * Reads all of a body.
   *
   * @throws Refused if it is larger than the limit, or the client went away meanwhile
   */
  static byte[] read(ServerRequest request, int bytesMax) throws Refused {
    long announced = request.headers().contentLength().orElse(0);
    if (announced > bytesMax) {
      throw new Refused(Status.REQUEST_ENTITY_TOO_LARGE_413);
    }
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    byte[] body;
    try (InputStream in = request.content().inputStream()) {
      body = in.readNBytes(bytesMax + 1);
    } catch (IOException | UncheckedIOException gone) {
      throw new Refused(GONE);
    }
    if (body.length > bytesMax) {
      throw new Refused(Status.REQUEST_ENTITY_TOO_LARGE_413);
    }
    return body;
  }

  /** Whether the client speaks Protobuf. */
  static boolean isProtobuf(ServerRequest request) {
    return request
        .headers()
        .first(HeaderNames.CONTENT_TYPE)
        .map("application/octet-stream"::equalsIgnoreCase)
        .orElse(false);
  }

  /** A body is not taken; the status says why. */
  static final class Refused extends Exception {
    private final transient Status status;

    Refused(Status status) {
      super(status.text(), null, false, false);
      this.status = status;
    }

    Status status() {
      return status;
    }
  }
}
