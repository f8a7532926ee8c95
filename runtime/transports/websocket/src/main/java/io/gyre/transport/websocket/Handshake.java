package io.gyre.transport.websocket;

import io.gyre.spi.transport.Encoding;
import io.gyre.spi.web.OriginPolicy;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.uri.UriQuery;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.ConnectionContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Judges requests to open a WebSocket (RFC 6455, section 4.2). Thread-safe. */
final class Handshake {
  private static final String PROTOBUF_SUBPROTOCOL = "centrifuge-protobuf";
  private static final List<String> SUBPROTOCOLS = List.of("centrifuge-json", PROTOBUF_SUBPROTOCOL);
  private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_BYTES = 16;
  private static final String VERSION = "13";
  private static final HeaderName KEY = HeaderNames.create("Sec-WebSocket-Key");
  private static final HeaderName VERSIONS = HeaderNames.create("Sec-WebSocket-Version");
  private static final HeaderName PROTOCOLS = HeaderNames.create("Sec-WebSocket-Protocol");
  private static final HeaderName EXTENSIONS = HeaderNames.create("Sec-WebSocket-Extensions");

  private static final MessageDigest SHA1 = newSha1();

  private final OriginPolicy origins;
  private final boolean compression;

  Handshake(OriginPolicy origins, boolean compression) {
    this.origins = origins;
    this.compression = compression;
  }

  /**
   * Judges a request and answers it: from then on the connection speaks WebSocket.
   *
   * @throws RequestException if the request is refused
   */
  Agreement accept(ConnectionContext connection, HttpPrologue prologue, Headers headers) {
    Agreement agreement = agree(prologue, headers);
    byte[] answer = agreement.answer().getBytes(StandardCharsets.ISO_8859_1);
    connection.dataWriter().writeNow(BufferData.create(answer));
    return agreement;
  }

  /**
   * Checks a request that names the WebSocket protocol.
   *
   * @throws RequestException with the status that refuses it
   */
  Agreement agree(HttpPrologue prologue, Headers headers) {
    if (!tokens(headers, HeaderNames.CONNECTION).contains("upgrade")) {
      throw refusal(Status.BAD_REQUEST_400, "no upgrade token in Connection");
    }
    if (!prologue.method().equals(Method.GET)) {
      throw refusal(Status.METHOD_NOT_ALLOWED_405, "method is not GET");
    }
    if (!headers.values(VERSIONS).equals(List.of(VERSION))) {
      throw refusal(Status.BAD_REQUEST_400, "version is not 13");
    }
    String key = key(headers.all(KEY, List::of));
    checkOrigin(headers.all(HeaderNames.ORIGIN, List::of));
    String subprotocol = subprotocol(headers);
    UriQuery query = prologue.query();
    return new Agreement(
        proof(key),
        subprotocol,
        compression && DeflateOffer.acceptable(headers.all(EXTENSIONS, List::of)),
        encoding(subprotocol, query),
        query.first("cf_ws_frame_ping_pong").map("true"::equals).orElse(false));
  }

  private void checkOrigin(List<String> origin) {
    if (origin.size() > 1 || (origin.size() == 1 && !origins.allows(origin.getFirst()))) {
      throw refusal(Status.FORBIDDEN_403, "origin not allowed");
    }
  }

  private static String key(List<String> keys) {
    if (keys.size() != 1) {
      throw refusal(Status.BAD_REQUEST_400, "needs one Sec-WebSocket-Key");
    }
    String key = keys.getFirst().strip();
    try {
      if (Base64.getDecoder().decode(key).length == KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException notBase64) {
      // refused below like a key of the wrong length
    }
    throw refusal(Status.BAD_REQUEST_400, "Sec-WebSocket-Key is not 16 bytes");
  }

  private static String subprotocol(Headers headers) {
    return headers.values(PROTOCOLS).stream()
        .map(String::strip)
        .filter(SUBPROTOCOLS::contains)
        .findFirst()
        .orElse("");
  }

  private static Encoding encoding(String subprotocol, UriQuery query) {
    boolean protobuf =
        subprotocol.equals(PROTOBUF_SUBPROTOCOL)
            || query.first("cf_protocol").map("protobuf"::equals).orElse(false)
            || query.first("format").map("protobuf"::equals).orElse(false);
    return protobuf ? Encoding.PROTOBUF : Encoding.JSON;
  }

  private static List<String> tokens(Headers headers, HeaderName name) {
    return headers.values(name).stream()
        .map(token -> token.strip().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static String proof(String key) {
    byte[] digest = sha1().digest((key + KEY_SUFFIX).getBytes(StandardCharsets.ISO_8859_1));
    return Base64.getEncoder().encodeToString(digest);
  }

  /** A digest of its own for each caller: a copy of one that is never fed, which is cheaper. */
  private static MessageDigest sha1() {
    try {
      return (MessageDigest) SHA1.clone();
    } catch (CloneNotSupportedException e) {
      return newSha1();
    }
  }

  private static MessageDigest newSha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every platform has SHA-1", e);
    }
  }

  private static RequestException refusal(Status status, String why) {
    return RequestException.builder()
        .type(EventType.OTHER)
        .status(status)
        .message(why)
        .header(HeaderValues.create(VERSIONS, VERSION))
        .setKeepAlive(false)
        .build();
  }
}
