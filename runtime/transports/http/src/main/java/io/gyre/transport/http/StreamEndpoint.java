package io.gyre.transport.http;

import io.gyre.protocol.JsonDecoder;
import io.gyre.protocol.ProtocolException;
import io.gyre.spi.error.DisconnectException;
import io.gyre.spi.transport.ClientGateway;
import io.gyre.spi.transport.ConnectionInfo;
import io.gyre.spi.transport.Encoding;
import io.gyre.spi.transport.Session;
import io.gyre.spi.web.ConnectionHandler;
import io.gyre.spi.web.PingTimes;
import io.gyre.spi.web.ResponseHead;
import io.gyre.spi.web.StreamPeer;
import io.gyre.spi.web.WebTransportContext;
import io.gyre.spi.web.WireTimes;
import io.gyre.transport.http.ConnectResponses.Answer;
import io.gyre.transport.http.StreamConnection.Refusal;
import io.helidon.common.socket.SocketWriterException;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Serves streams: a request that asks to connect, and a response that lasts. Thread-safe. */
final class StreamEndpoint implements ConnectionHandler {
  private static final HeaderName ACCEL_BUFFERING = HeaderNames.create("X-Accel-Buffering");

  /** Not a header of any standard; clients of the original have seen it all the same. */
  private static final HeaderName EXPIRE = HeaderNames.create("Expire");

  private static final HeaderName PRAGMA = HeaderNames.create("Pragma");
  private static final byte[] NO_REQUEST = {'{', '}'};

  /** A peer that takes nothing for so long is cut, as in the original; it need not say goodbye. */
  private static final WireTimes TIMES =
      new WireTimes(Duration.ofSeconds(1), Duration.ZERO, PingTimes.NEVER);

  private final StreamKind kind;
  private final int bodyBytesMax;
  private final ConnectAnswers answers;
  private final ClientGateway gateway;
  private final CrossOrigin crossOrigin;

  StreamEndpoint(
      StreamKind kind, int bodyBytesMax, ConnectAnswers answers, WebTransportContext context) {
    this.kind = kind;
    this.bodyBytesMax = bodyBytesMax;
    this.answers = answers;
    this.gateway = context.gateway();
    this.crossOrigin = new CrossOrigin(context.origins());
  }

  StreamKind kind() {
    return kind;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response, StreamPeer peer) {
    crossOrigin.grant(request, response);
    Method method = request.prologue().method();
    if (method.equals(Method.OPTIONS) && !kind.events()) {
      CrossOrigin.answerPreflight(response);
      return;
    }
    try {
      byte[] connect = connectRequest(request, method);
      Encoding encoding =
          !kind.events() && !kind.unidirectional() && RequestBody.isProtobuf(request)
              ? Encoding.PROTOBUF
              : Encoding.JSON;
      Opening opening = new Opening(connect, encoding);
      if (peer.adoptable()) {
        hand(request, response, peer, opening);
      } else {
        serve(request, response, peer, opening);
      }
    } catch (RequestBody.Refused refused) {
      response.status(refused.status()).send(refused.status().reasonPhrase());
    }
  }

  /**
   * What a stream begins with.
   *
   * @param request to connect
   * @param encoding of the messages
   */
  private record Opening(byte[] request, Encoding encoding) {}

  private byte[] connectRequest(ServerRequest request, Method method) throws RequestBody.Refused {
    byte[] connect;
    if (method.equals(Method.POST)) {
      connect = RequestBody.read(request, bodyBytesMax);
    } else if (method.equals(Method.GET) && kind.events()) {
      String parameter = request.query().first("cf_connect").orElse("");
      if (parameter.isEmpty() && !kind.unidirectional()) {
        throw new RequestBody.Refused(Status.BAD_REQUEST_400);
      }
      connect = parameter.isEmpty() ? NO_REQUEST : parameter.getBytes(StandardCharsets.UTF_8);
    } else {
      throw new RequestBody.Refused(Status.METHOD_NOT_ALLOWED_405);
    }
    if (kind.unidirectional()) {
      try {
        JsonDecoder.INSTANCE.connectRequest(connect);
      } catch (ProtocolException malformed) {
        throw new RequestBody.Refused(Status.BAD_REQUEST_400);
      }
    }
    return connect;
  }

  /** A connection of HTTP/1.1 goes to a shard. */
  private void hand(
      ServerRequest request, ServerResponse response, StreamPeer peer, Opening opening)
      throws RequestBody.Refused {
    Encoding encoding = opening.encoding();
    setHeaders(response, encoding);
    response.header(HeaderNames.CONNECTION, "keep-alive");
    ResponseHead head = ResponseHead.of(response);
    try {
      peer.adopt(
          describe(request, encoding),
          new StreamCodec(kind, kind.chunks(encoding), answers, head, opening.request()),
          TIMES);
    } catch (DisconnectException full) {
      response.headers().clear();
      crossOrigin.grant(request, response);
      throw new RequestBody.Refused(Status.SERVICE_UNAVAILABLE_503);
    }
  }

  /** Where requests share a connection, this thread writes the response. */
  private void serve(
      ServerRequest request, ServerResponse response, StreamPeer peer, Opening opening)
      throws RequestBody.Refused {
    StreamConnection connection = new StreamConnection(kind.framing(opening.encoding()));
    peer.whenGone(connection::gone);
    Session session;
    try {
      session = gateway.open(connection, describe(request, opening.encoding()));
    } catch (DisconnectException full) {
      throw new RequestBody.Refused(Status.SERVICE_UNAVAILABLE_503);
    }
    try {
      session.receive(opening.request());
      Optional<Refusal> refusal =
          answers.wanted() ? connection.awaitVerdict() : Optional.<Refusal>empty();
      if (refusal.isPresent()) {
        Answer answer = answers.to(refusal.get().code(), refusal.get().reason());
        response.status(Status.create(answer.statusCode())).send(answer.body());
      } else {
        setHeaders(response, opening.encoding());
        write(connection, response);
      }
    } catch (IOException
        | UncheckedIOException
        | SocketWriterException
        | ServerConnectionException
        | InterruptedException peerGone) {
      Thread.currentThread().interrupt();
    } finally {
      connection.finished();
      session.closed();
    }
  }

  private void setHeaders(ServerResponse response, Encoding encoding) {
    response.header(HeaderNames.CONTENT_TYPE, kind.contentType(encoding));
    response.header(ACCEL_BUFFERING, "no");
    response.header(
        HeaderNames.CACHE_CONTROL, "private, no-cache, no-store, must-revalidate, max-age=0");
    response.header(PRAGMA, "no-cache");
    response.header(EXPIRE, "0");
  }

  private void write(StreamConnection connection, ServerResponse response)
      throws IOException, InterruptedException {
    try (OutputStream out = response.outputStream()) {
      out.write(kind.preamble());
      out.flush();
      for (byte[] batch = connection.take(); batch.length > 0; batch = connection.take()) {
        out.write(batch);
        out.flush();
      }
    }
  }

  private ConnectionInfo describe(ServerRequest request, Encoding encoding) {
    return new ConnectionInfo(
        kind.transport(),
        encoding,
        kind.unidirectional(),
        !kind.unidirectional(),
        false,
        text(request.remotePeer().address()),
        headers(request.headers()));
  }

  private static String text(SocketAddress address) {
    if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
      return inet.getAddress().getHostAddress() + ":" + inet.getPort();
    }
    return address.toString();
  }

  private static Map<String, String> headers(Headers headers) {
    Map<String, String> all = new HashMap<>();
    for (Header header : headers) {
      all.put(header.headerName().lowerCase(), header.values());
    }
    return all;
  }
}
