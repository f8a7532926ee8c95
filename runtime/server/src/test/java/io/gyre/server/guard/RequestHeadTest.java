package io.gyre.server.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadTest {
  private static final String LINE = "POST /api/publish HTTP/1.1\r\n";
  private static final String USUAL = LINE + "Host: x\r\nX-API-Key: k\r\nContent-Length: 12\r\n";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static RequestHead usual() {
    return RequestHead.of(bytes(USUAL + "Accept: */*\r\n\r\nbody")).orElseThrow();
  }

  @Test
  void saysWhatItAsksForAndWithWhat() {
    assertEquals("/api/publish", usual().target());
    assertEquals(Optional.of("k"), usual().header("x-api-key"));
    assertEquals(Optional.empty(), usual().header("authorization"));
  }

  @Test
  void isRecognisedWithAnotherLength() {
    ByteBuffer next = ByteBuffer.wrap(usual().with(4711));
    assertEquals(4711, usual().take(next));
    assertEquals(0, next.remaining());
  }

  @Test
  void leavesTheBodyBehindIt() {
    ByteBuffer next = ByteBuffer.wrap(bytes(USUAL + "Accept: */*\r\n\r\n{...}"));
    assertEquals(12, usual().take(next));
    assertEquals("{...}", StandardCharsets.ISO_8859_1.decode(next).toString());
  }

  @Test
  void isNotTakenBeforeItIsWhole() {
    byte[] whole = usual().with(100);
    for (int length = 0; length < whole.length; length++) {
      ByteBuffer part = ByteBuffer.wrap(whole, 0, length);
      assertEquals(-1, usual().take(part));
      assertEquals(0, part.position());
    }
  }

  @Test
  void isAnotherOneIfAnyByteDiffers() {
    byte[] whole = usual().with(12);
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 0x20;
      int length = usual().take(ByteBuffer.wrap(changed));
      assertEquals(-1, length, new String(changed, StandardCharsets.ISO_8859_1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {65_537, 99_999, 123_456})
  void isAnotherOneIfItsBodyIsLarge(int length) {
    assertEquals(-1, usual().take(ByteBuffer.wrap(usual().with(length))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked\r\n",
        "transfer-encoding: identity\r\n",
        "Connection: close\r\n",
        "Connection: keep-alive, Upgrade\r\n",
        "Upgrade: websocket\r\n",
        "Expect: 100-continue\r\n",
        "Origin: https://example.com\r\n",
        "Content-Length: 12\r\n",
        "content-length: 13\r\n",
        "Host: y\r\n",
        "X-API-Key: k\r\n",
        " folded\r\n",
        "Space : x\r\n",
        ": nameless\r\n",
        "No colon\r\n",
        "X-Control: a\u0001b\r\n",
        "X-Newline: a\nContent-Length: 3\r\n",
        "X-Return: a\rb\r\n",
        "X-Latin: \u00e4\r\n"
      })
  void hasNothingInItThatCouldBeReadInTwoWays(String line) {
    assertEquals(Optional.empty(), RequestHead.of(bytes(USUAL + line + "\r\n")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/publish HTTP/1.1\r\n",
        "POST  /api/publish HTTP/1.1\r\n",
        "POST /api/publish HTTP/1.0\r\n",
        "POST /api/publish HTTP/1.1 \r\n",
        "POST http://x/api/publish HTTP/1.1\r\n",
        "POST /api/p\tublish HTTP/1.1\r\n",
        "POST HTTP/1.1\r\n",
        "POST /api\n/publish HTTP/1.1\r\n",
        "\r\nPOST /api/publish HTTP/1.1\r\n"
      })
  void isOneOfAPost(String line) {
    String headers = "Host: x\r\nContent-Length: 12\r\n\r\n";
    assertEquals(Optional.empty(), RequestHead.of(bytes(line + headers)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "+1", "1 2", "1,1", "0x1", "012", "1000000", "abc"})
  void statesALength(String length) {
    String head = LINE + "Host: x\r\nContent-Length: " + length + "\r\n\r\n";
    assertEquals(Optional.empty(), RequestHead.of(bytes(head)));
  }

  @Test
  void statesAHost() {
    assertEquals(Optional.empty(), RequestHead.of(bytes(LINE + "Content-Length: 1\r\n\r\n")));
    assertTrue(RequestHead.of(bytes(LINE + "Host: x\r\nContent-Length: 1\r\n\r\n")).isPresent());
  }

  @Test
  void isNotLong() {
    String long9k = "X-Long: " + "x".repeat(9 * 1024) + "\r\n";
    assertEquals(Optional.empty(), RequestHead.of(bytes(USUAL + long9k + "\r\n")));
  }
}
