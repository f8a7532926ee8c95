package io.gyre.server.sockets;

import static io.gyre.server.sockets.Exchange.join;
import static io.gyre.server.sockets.RawClient.close;
import static io.gyre.server.sockets.RawClient.frame;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a WebSocket server that echoes has to answer (RFC 6455), in the groups of Autobahn. */
final class FrameSuite {
  private static final int[] SIZES = {0, 125, 126, 127, 128, 65_535, 65_536};
  private static final byte[] NOTHING = {};
  private static final byte[] BYE = close(1000);

  private FrameSuite() {}

  static Stream<Exchange> all() {
    return Stream.of(
            messages(), pings(), reserved(), opcodes(), fragments(), texts(), closes(), large())
        .flatMap(List::stream);
  }

  private static List<Exchange> messages() {
    List<Exchange> cases = new ArrayList<>();
    for (int size : SIZES) {
      cases.add(echoed("1.1 text of " + size, 1, filled(size, '*')));
      cases.add(echoed("1.2 bytes of " + size, 2, filled(size, 0xfe)));
    }
    return cases;
  }

  private static List<Exchange> pings() {
    byte[] odd = HexFormat.of().parseHex("00fffefdfcfb00ff");
    byte[][] ten = IntStream.range(0, 10).mapToObj(i -> ping("p" + i)).toArray(byte[][]::new);
    String pongs = String.join(", ", IntStream.range(0, 10).mapToObj(i -> "pong p" + i).toList());
    return List.of(
        polite("2.1 empty ping", frame(0x89, NOTHING), "pong "),
        polite("2.2 ping", ping("Hello"), "pong Hello"),
        polite("2.3 ping that is no text", frame(0x89, odd), Exchange.words(10, odd)),
        polite("2.4 largest ping", frame(0x89, filled(125, 1)), Exchange.words(10, filled(125, 1))),
        new Exchange("2.5 ping too large", frame(0x89, filled(126, 1)), "close 1002"),
        new Exchange("2.7 pong nobody asked for", join(frame(0x8a, NOTHING), BYE), "close 1000"),
        polite("2.9 pong, then ping", join(frame(0x8a, odd), ping("x")), "pong x"),
        polite("2.10 ten pings", join(ten), pongs));
  }

  private static List<Exchange> reserved() {
    List<Exchange> cases = new ArrayList<>();
    for (int bits = 1; bits <= 7; bits++) {
      int flags = bits << 4;
      for (int kind : new int[] {1, 2, 9, 10, 8}) {
        byte[] bad = frame(0x80 | flags | kind, kind == 8 ? new byte[] {3, -24} : text("x"));
        cases.add(new Exchange("3 bits " + bits + " on kind " + kind, bad, "close 1002"));
        byte[] later = join(frame(0x81, text("fine")), bad, ping("unheard"));
        cases.add(
            new Exchange(
                "3 bits " + bits + " on kind " + kind + " later", later, "text fine, close 1002"));
      }
    }
    return cases;
  }

  private static List<Exchange> opcodes() {
    List<Exchange> cases = new ArrayList<>();
    for (int kind : new int[] {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
      byte[] late = join(frame(0x81, text("fine")), frame(0x80 | kind, text("x")), ping("unheard"));
      cases.add(new Exchange("4 kind " + kind, frame(0x80 | kind, NOTHING), "close 1002"));
      cases.add(new Exchange("4 kind " + kind + " later", late, "text fine, close 1002"));
    }
    return cases;
  }

  private static List<Exchange> fragments() {
    byte[] begin = frame(0x01, text("one "));
    byte[] more = frame(0x00, text("two "));
    byte[] end = frame(0x80, text("three"));
    return List.of(
        new Exchange("5.1 ping in fragments", join(frame(0x09, text("a")), end), "close 1002"),
        new Exchange("5.2 pong in fragments", join(frame(0x0a, text("a")), end), "close 1002"),
        polite("5.3 text in fragments", join(begin, more, end), "text one two three"),
        polite("5.6 ping between", join(begin, ping("?"), end), "pong ?, text one three"),
        polite(
            "5.8 pings and pongs between",
            join(begin, ping("1"), frame(0x8a, NOTHING), more, ping("2"), end),
            "pong 1, pong 2, text one two three"),
        new Exchange("5.9 end of nothing", join(end, ping("unheard")), "close 1002"),
        new Exchange("5.10 middle of nothing", more, "close 1002"),
        new Exchange(
            "5.11 end of nothing, later",
            join(begin, end, end, ping("unheard")),
            "text one three, close 1002"),
        new Exchange("5.15 message in a message", join(begin, frame(0x81, end)), "close 1002"),
        new Exchange("5.18 begin in a message", join(begin, frame(0x01, end)), "close 1002"),
        polite("5.19 empty fragments", join(begin, empty(), empty(), end), "text one three"));
  }

  private static List<Exchange> texts() {
    List<Exchange> cases = new ArrayList<>();
    String greek = "\u03ba\u1f79\u03c3\u03bc\u03b5";
    List<String> valid =
        List.of(
            "",
            "\u0000",
            "\u007f",
            "\u0080",
            "\u07ff",
            "\u0800",
            "\ud7ff",
            "\ue000",
            "\ufffd",
            "\uffff",
            "\ud800\udc00",
            "\udbff\udfff",
            greek,
            "a".repeat(7) + greek);
    for (String fine : valid) {
      cases.add(echoed("6 valid " + HexFormat.of().formatHex(text(fine)), 1, text(fine)));
      cases.add(inPieces("6.2 byte by byte " + HexFormat.of().formatHex(text(fine)), text(fine)));
    }
    for (String bad : BadText.sequences()) {
      byte[] bytes = join(text(greek), HexFormat.of().parseHex(bad), text("edited"));
      cases.add(new Exchange("6 invalid " + bad, frame(0x81, bytes), "close 1007"));
      cases.add(
          new Exchange(
              "6.4 invalid " + bad + " in a message that goes on",
              frame(0x01, bytes),
              "close 1007"));
      // the rest of the frame never comes, and need not: nothing can make this text
      byte[] announced = frame(0x81, join(bytes, filled(100, 'x')));
      byte[] begun = Arrays.copyOf(announced, announced.length - 100);
      cases.add(new Exchange("6.4 invalid " + bad + " in half a frame", begun, "close 1007"));
    }
    for (String cut : List.of("c3", "e2", "e282", "f0", "f09f", "f09f98")) {
      byte[] bytes = join(text(greek), HexFormat.of().parseHex(cut));
      cases.add(new Exchange("6 cut after " + cut, frame(0x81, bytes), "close 1007"));
      cases.add(polite("6 bytes " + cut, frame(0x82, bytes), Exchange.words(2, bytes)));
    }
    return cases;
  }

  private static List<Exchange> closes() {
    List<Exchange> cases = new ArrayList<>();
    cases.add(new Exchange("7.1 nothing after a close", join(BYE, ping("late")), "close 1000"));
    cases.add(new Exchange("7.3.1 close without a code", frame(0x88, NOTHING), "close"));
    cases.add(new Exchange("7.3.2 close with one byte", frame(0x88, text("x")), "close 1002"));
    cases.add(new Exchange("7.3.5 longest reason", farewell(1000, filled(123, 'r')), "close 1000"));
    cases.add(
        new Exchange("7.3.6 reason too long", farewell(1000, filled(124, 'r')), "close 1002"));
    for (String bad : BadText.sequences()) {
      byte[] reason = HexFormat.of().parseHex(bad);
      cases.add(new Exchange("7.5 bad reason " + bad, farewell(1000, reason), "close 1007"));
    }
    for (int code : new int[] {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 4999}) {
      cases.add(new Exchange("7.7 code " + code, close(code), "close " + code));
    }
    for (int code : new int[] {0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999, 5000, 65_535}) {
      cases.add(new Exchange("7.9 code " + code, close(code), "close 1002"));
    }
    cases.add(
        new Exchange("7.1 close in a message", join(frame(0x01, text("a")), BYE), "close 1000"));
    return cases;
  }

  private static List<Exchange> large() {
    List<Exchange> cases = new ArrayList<>();
    for (int kilobytes : new int[] {64, 256, 2048}) {
      byte[] data = filled(kilobytes * 1024, 'y');
      cases.add(echoed("9.1 text of " + kilobytes + " KiB", 1, data));
      cases.add(echoed("9.2 bytes of " + kilobytes + " KiB", 2, data));
    }
    for (int piece : new int[] {64, 4096, 65_536}) {
      byte[] data = filled(256 * 1024, 'z');
      cases.add(polite("9.3 fragments of " + piece, cut(data, piece), Exchange.words(1, data)));
    }
    cases.add(
        polite(
            "10.1 odd fragments",
            cut(filled(65_536, '*'), 1300),
            Exchange.words(1, filled(65_536, '*'))));
    return cases;
  }

  private static Exchange echoed(String name, int kind, byte[] payload) {
    return polite(name, frame(0x80 | kind, payload), Exchange.words(kind, payload));
  }

  /** What ends well: the client says goodbye and gets the same back. */
  private static Exchange polite(String name, byte[] wire, String expected) {
    return new Exchange(name, join(wire, BYE), expected + ", close 1000");
  }

  private static Exchange inPieces(String name, byte[] payload) {
    return polite(name, cut(payload, 1), Exchange.words(1, payload));
  }

  /** A text in fragments of a size. */
  static byte[] cut(byte[] payload, int piece) {
    List<byte[]> frames = new ArrayList<>();
    for (int at = 0; at < payload.length || at == 0; at += piece) {
      boolean last = at + piece >= payload.length;
      byte[] part = Arrays.copyOfRange(payload, at, Math.min(payload.length, at + piece));
      frames.add(frame((last ? 0x80 : 0) | (at == 0 ? 1 : 0), part));
    }
    return join(frames.toArray(byte[][]::new));
  }

  private static byte[] empty() {
    return frame(0x00, NOTHING);
  }

  private static byte[] ping(String text) {
    return frame(0x89, text(text));
  }

  static byte[] farewell(int code, byte[] reason) {
    return frame(0x88, join(new byte[] {(byte) (code >> 8), (byte) code}, reason));
  }

  static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] filled(int size, int with) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) with);
    return bytes;
  }
}
