package io.gyre.api;

import io.gyre.protocol.NotJsonException;
import io.gyre.protocol.ProtocolException;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * The server API over HTTP: one path for each method, and the old format at the root. Registered
 * under the configured prefix; what it does not know it leaves to the handlers behind it.
 */
public final class HttpApi implements HttpService {
  private static final HeaderName API_KEY = HeaderNames.create("X-API-Key");
  private static final HeaderName ERROR_MODE = HeaderNames.create("X-Centrifugo-Error-Mode");
  private static final String TRANSPORT = "transport";
  private static final Header JSON =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
  private static final Header TEXT =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
  private static final Header NO_SNIFFING =
      HeaderValues.createCached("X-Content-Type-Options", "nosniff");
  private static final Set<ApiMethod> LIGHT =
      EnumSet.of(
          ApiMethod.PUBLISH, ApiMethod.PRESENCE_STATS, ApiMethod.PRESENCE, ApiMethod.HISTORY);
  private static final byte[] EMPTY = {};
  private static final byte[] BAD_REQUEST = text("Bad Request\n");
  private static final byte[] INTERNAL = text("Internal Server Error\n");
  private static final byte[] TOO_LARGE = text("Request Entity Too Large\n");

  private final Settings settings;
  private final ApiService service;
  private final ApiMeters meters;
  private final ApiKey key;
  private final ApiCommandReader commands;
  private final RecentTexts recent = new RecentTexts();

  /**
   * How the API answers over HTTP.
   *
   * @param key what callers must show; empty admits nobody
   * @param insecure whether callers need no key
   * @param transportErrors whether errors are told by HTTP status
   */
  public record Settings(String key, boolean insecure, boolean transportErrors, ApiLimits limits) {}

  /** Serves commands over HTTP. */
  public HttpApi(Settings settings, ApiService service, ApiMeters meters) {
    this.settings = settings;
    this.service = service;
    this.meters = meters;
    this.key = new ApiKey(settings.key());
    this.commands = new ApiCommandReader(settings.limits());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void routing(HttpRules rules) {
    rules.any("/", this::handleNumbered);
    for (ApiMethod method : ApiMethod.values()) {
      rules.any("/" + method.label(), (request, response) -> handle(method, request, response));
    }
  }

  /**
   * Calls that need not come through {@link #routing}, for a caller that has shown the key.
   *
   * @param method the last part of the path
   * @param headers values by names in lower case
   */
  public Optional<LightCalls> light(String method, Function<String, Optional<String>> headers) {
    if (settings.transportErrors() || headers.apply(ERROR_MODE.lowerCase()).isPresent()) {
      return Optional.empty();
    }
    boolean admitted =
        settings.insecure()
            || key.admits(
                headers.apply(API_KEY.lowerCase()),
                headers.apply(HeaderNames.AUTHORIZATION.lowerCase()),
                Optional.empty());
    return ApiMethod.of(method)
        .filter(known -> admitted && LIGHT.contains(known))
        .map(known -> new LightCalls(known, commands, service, meters, recent));
  }

  private void handle(ApiMethod method, ServerRequest request, ServerResponse response) {
    if (request.path().rawPath().endsWith("/")) {
      response.next();
      return;
    }
    if (isRefused(request, response)) {
      return;
    }
    long start = System.nanoTime();
    Optional<byte[]> body = body(method, request, response);
    if (body.isEmpty()) {
      return;
    }
    ApiCommand command;
    try {
      command = commands.read(method, body.get());
    } catch (ProtocolException malformed) {
      meters.failed(method, "unmarshal");
      fail(response, Status.BAD_REQUEST_400, BAD_REQUEST);
      return;
    }
    ApiReply reply = service.handle(command);
    answer(method, reply, request, response);
    meters.answered(method, reply, System.nanoTime() - start);
  }

  private void answer(
      ApiMethod method, ApiReply reply, ServerRequest request, ServerResponse response) {
    if (reply instanceof ApiReply.Failed failed && transportErrors(request.headers())) {
      response
          .status(failed.error().status())
          .header(JSON)
          .send(ApiReplyWriter.write(failed.error(), recent));
      return;
    }
    ApiText text;
    try {
      text = ApiReplyWriter.write(reply, recent);
    } catch (NotJsonException payload) {
      meters.failed(method, "marshal");
      fail(response, Status.INTERNAL_SERVER_ERROR_500, INTERNAL);
      return;
    }
    response.header(JSON).send(text.bytes(), 0, text.length());
  }

  private boolean transportErrors(ServerRequestHeaders headers) {
    return settings.transportErrors()
        || headers.first(ERROR_MODE).filter(TRANSPORT::equals).isPresent();
  }

  private void handleNumbered(ServerRequest request, ServerResponse response) {
    if (request.path().absolute().rawPath().endsWith("/")) {
      response.next();
      return;
    }
    if (isRefused(request, response)) {
      return;
    }
    Optional<byte[]> body = body(ApiMethod.BATCH, request, response);
    if (body.isEmpty()) {
      return;
    }
    try {
      List<ApiCommandReader.Numbered> read = commands.readNumbered(body.get());
      response.header(JSON).send(answers(read));
    } catch (ProtocolException malformed) {
      fail(response, Status.BAD_REQUEST_400, BAD_REQUEST);
    } catch (NotJsonException payload) {
      fail(response, Status.INTERNAL_SERVER_ERROR_500, INTERNAL);
    }
  }

  private byte[] answers(List<ApiCommandReader.Numbered> read) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (ApiCommandReader.Numbered numbered : read) {
      long start = System.nanoTime();
      ApiReply reply = service.handle(numbered.command());
      if (lines.size() != 0) {
        lines.write('\n');
      }
      ApiText line = ApiReplyWriter.write(numbered.id(), reply, recent);
      lines.write(line.bytes(), 0, line.length());
      meters.answered(numbered.command().method(), reply, System.nanoTime() - start);
    }
    return lines.toByteArray();
  }

  /** Answers a request that is no POST or shows no key. */
  private boolean isRefused(ServerRequest request, ServerResponse response) {
    if (!request.prologue().method().equals(Method.POST)) {
      response.status(Status.METHOD_NOT_ALLOWED_405).send(EMPTY);
      return true;
    }
    if (settings.insecure() || isAdmitted(request)) {
      return false;
    }
    response.status(Status.UNAUTHORIZED_401).send(EMPTY);
    return true;
  }

  private boolean isAdmitted(ServerRequest request) {
    ServerRequestHeaders headers = request.headers();
    return key.admits(
        headers.first(API_KEY),
        headers.first(HeaderNames.AUTHORIZATION),
        request.query().first("api_key").asOptional());
  }

  /** Reads the body, or answers and returns nothing. */
  private Optional<byte[]> body(ApiMethod method, ServerRequest request, ServerResponse response) {
    int max = settings.limits().maxRequestBodySize();
    OptionalLong length = request.headers().contentLength();
    if (length.isPresent() && length.getAsLong() > max) {
      fail(response, Status.REQUEST_ENTITY_TOO_LARGE_413, TOO_LARGE);
      return Optional.empty();
    }
    if (!request.content().hasEntity()) {
      return Optional.of(EMPTY);
    }
    byte[] body;
    try (InputStream in = request.content().inputStream()) {
      body = in.readNBytes(length.isPresent() ? (int) length.getAsLong() : max + 1);
    } catch (IOException | UncheckedIOException broken) {
      meters.failed(method, "read_body");
      fail(response, Status.INTERNAL_SERVER_ERROR_500, INTERNAL);
      return Optional.empty();
    }
    if (body.length > max) {
      fail(response, Status.REQUEST_ENTITY_TOO_LARGE_413, TOO_LARGE);
      return Optional.empty();
    }
    return Optional.of(body);
  }

  private static void fail(ServerResponse response, Status status, byte[] text) {
    response.status(status).header(TEXT).header(NO_SNIFFING).send(text);
  }
}
