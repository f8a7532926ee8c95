package io.gyre.server.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The classes of Autobahn's suite, in a socket and encrypted; {@code .ci/autobahn} runs itself. */
@Timeout(60)
class FrameSuiteTest {
  private static final int CHOPPED_BYTES_MAX = 160;

  /** Groups in which it matters how bytes travel; the others are judged above that. */
  private static final Set<Character> ENCRYPTED_TOO = Set.of('1', '2', '5', '9');

  private static TestPort plain;
  private static TestPort encrypted;

  @BeforeAll
  static void open() {
    plain = EchoListener.open(TestPort.Wire.TAKEN_OVER);
    encrypted = EchoListener.open(TestPort.Wire.ENCRYPTED_TAKEN_OVER);
  }

  @AfterAll
  static void close() {
    plain.close();
    encrypted.close();
  }

  static Stream<Exchange> exchanges() {
    return FrameSuite.all();
  }

  static Stream<Exchange> compressed() {
    return DeflateSuite.all();
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void answersAsTheStandardSays(Exchange exchange) throws Exception {
    assertEquals(
        exchange.expected(), exchange.over(plain.connect().open(), exchange.wire().length));
    if (ENCRYPTED_TOO.contains(exchange.name().charAt(0))) {
      assertEquals(
          exchange.expected(), exchange.over(encrypted.connect().open(), exchange.wire().length));
    }
    if (exchange.wire().length <= CHOPPED_BYTES_MAX) {
      assertEquals(exchange.expected(), exchange.over(plain.connect().open(), 1), "byte by byte");
    }
  }

  @ParameterizedTest
  @MethodSource("compressed")
  void answersCompressedMessages(Exchange exchange) throws Exception {
    String offer = "Sec-WebSocket-Extensions: " + exchange.name().split("#", 2)[0];
    assertEquals(
        exchange.expected(),
        exchange.over(plain.connect().open("", offer), exchange.wire().length));
  }
}
