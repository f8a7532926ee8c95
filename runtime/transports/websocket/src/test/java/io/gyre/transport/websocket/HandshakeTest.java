package io.gyre.transport.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.spi.transport.Encoding;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.RequestException;
import io.helidon.http.WritableHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
  private final WritableHeaders<?> headers = WritableHeaders.create();
  private final Handshake handshake =
      new Handshake(origin -> origin.equals("https://good.example"), true);

  HandshakeTest() {
    set("Connection", "keep-alive, Upgrade");
    set("Upgrade", "websocket");
    set("Sec-WebSocket-Version", "13");
    set("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
  }

  @Test
  void provesThatItUnderstoodTheKey() {
    Agreement agreement = agree("");
    assertEquals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", agreement.accept());
    assertEquals(Encoding.JSON, agreement.encoding());
    assertFalse(agreement.deflate());
    assertFalse(agreement.framePings());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Connection|keep-alive|400",
        "Sec-WebSocket-Version|12|400",
        "Sec-WebSocket-Version||400",
        "Sec-WebSocket-Key||400",
        "Sec-WebSocket-Key|c2hvcnQ=|400",
        "Sec-WebSocket-Key|!!!!|400",
        "Origin|https://evil.example|403",
        "Origin|null|403",
        "Origin|https://good.example.evil|403",
        "Origin|http://good.example|403"
      })
  void refuses(String name, String value, int status) {
    headers.remove(HeaderNames.create(name));
    if (value != null) {
      set(name, value);
    }
    assertEquals(status, refusal(Method.GET));
  }

  @Test
  void refusesOtherMethods() {
    assertEquals(405, refusal(Method.POST));
  }

  @Test
  void refusesTwoOriginsEvenIfBothAreGood() {
    headers.set(HeaderNames.ORIGIN, List.of("https://good.example", "https://good.example"));
    assertEquals(403, refusal(Method.GET));
  }

  @Test
  void refusesTwoKeys() {
    headers.set(
        HeaderNames.create("Sec-WebSocket-Key"),
        List.of("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZQ=="));
    assertEquals(400, refusal(Method.GET));
  }

  @Test
  void letsAGoodOriginIn() {
    set("Origin", "https://good.example");
    assertEquals(Encoding.JSON, agree("").encoding());
  }

  @ParameterizedTest
  @CsvSource({
    "'centrifuge-json', centrifuge-json, JSON",
    "'centrifuge-protobuf', centrifuge-protobuf, PROTOBUF",
    "'centrifuge-json, centrifuge-protobuf', centrifuge-json, JSON",
    "'centrifuge-protobuf, centrifuge-json', centrifuge-protobuf, PROTOBUF",
    "'chat', '', JSON"
  })
  void takesTheFirstSubprotocolItKnows(String offered, String chosen, Encoding encoding) {
    set("Sec-WebSocket-Protocol", offered);
    Agreement agreement = agree("");
    assertEquals(chosen, agreement.subprotocol());
    assertEquals(encoding, agreement.encoding());
    assertEquals(
        !chosen.isEmpty(),
        agreement.answer().contains("Sec-WebSocket-Protocol: " + chosen + "\r\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cf_protocol=protobuf", "format=protobuf", "a=b&cf_protocol=protobuf"})
  void speaksProtobufIfTheQueryAsksForIt(String query) {
    assertEquals(Encoding.PROTOBUF, agree(query).encoding());
  }

  @Test
  void pingsByFramesIfTheQueryAsksForIt() {
    assertTrue(agree("cf_ws_frame_ping_pong=true").framePings());
    assertFalse(agree("cf_ws_frame_ping_pong=1").framePings());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "permessage-deflate",
        "permessage-deflate; client_max_window_bits",
        "permessage-deflate; server_max_window_bits=15; client_max_window_bits=10",
        "x-other, permessage-deflate; server_no_context_takeover",
        "permessage-deflate; server_max_window_bits=10, permessage-deflate"
      })
  void agreesToCompressEachMessageOnItsOwn(String offer) {
    set("Sec-WebSocket-Extensions", offer);
    assertTrue(agree("").deflate());
    assertTrue(agree("").answer().contains("Extensions: " + DeflateOffer.ANSWER + "\r\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-webkit-deflate-frame",
        "permessage-deflate; server_max_window_bits=10",
        "permessage-deflate; unknown",
        "permessage-deflate; client_max_window_bits=7",
        "permessage-deflate; client_max_window_bits; client_max_window_bits"
      })
  void doesWithoutCompressionIfTheOfferDoesNotFit(String offer) {
    set("Sec-WebSocket-Extensions", offer);
    assertFalse(agree("").deflate());
  }

  @Test
  void doesNotCompressUnlessConfigured() {
    set("Sec-WebSocket-Extensions", "permessage-deflate");
    Handshake plain = new Handshake(origin -> false, false);
    assertFalse(plain.agree(prologue(Method.GET, ""), headers).deflate());
  }

  private void set(String name, String value) {
    headers.set(HeaderNames.create(name), value);
  }

  private Agreement agree(String query) {
    return handshake.agree(prologue(Method.GET, query), headers);
  }

  private int refusal(Method method) {
    return assertThrows(
            RequestException.class, () -> handshake.agree(prologue(method, ""), headers))
        .status()
        .code();
  }

  private static HttpPrologue prologue(Method method, String query) {
    String path = query.isEmpty() ? "/ws" : "/ws?" + query;
    return HttpPrologue.create("HTTP/1.1", "HTTP", "1.1", method, path, false);
  }
}
