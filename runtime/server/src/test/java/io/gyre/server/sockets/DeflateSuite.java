package io.gyre.server.sockets;

import static io.gyre.server.sockets.Exchange.join;
import static io.gyre.server.sockets.RawClient.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/**
 * What a WebSocket server that echoes has to answer with permessage-deflate (RFC 7692), in the
 * groups 12 and 13 of Autobahn. The name of each begins with the offer, up to a number sign.
 */
final class DeflateSuite {
  private static final int TIMES = 5;
  private static final List<String> OFFERS =
      List.of(
          "permessage-deflate",
          "permessage-deflate; client_max_window_bits",
          "permessage-deflate; client_no_context_takeover; client_max_window_bits=9",
          "permessage-deflate; server_no_context_takeover; server_max_window_bits=15",
          "permessage-deflate; server_max_window_bits=9, permessage-deflate");

  private DeflateSuite() {}

  static Stream<Exchange> all() {
    Random random = new Random(12);
    List<Exchange> cases = new ArrayList<>();
    for (int size : new int[] {0, 16, 256, 4096, 32_768, 131_072}) {
      for (String offer : OFFERS) {
        cases.add(echoed(offer + "# text of " + size, 1, prose(random, size), TIMES, 0));
        cases.add(echoed(offer + "# bytes of " + size, 2, noise(random, size), TIMES, 0));
      }
      cases.add(
          echoed(OFFERS.getFirst() + "# fragments of " + size, 1, prose(random, size), TIMES, 256));
    }
    return cases.stream();
  }

  private static Exchange echoed(String name, int kind, byte[] message, int times, int piece) {
    byte[] compressed = deflated(message);
    byte[] wire = piece == 0 ? frame(0xc0 | kind, compressed) : cut(kind, compressed, piece);
    byte[][] wires = new byte[times + 1][];
    Arrays.fill(wires, wire);
    wires[times] = RawClient.close(1000);
    return new Exchange(
        name, join(wires), (Exchange.words(kind, message) + ", ").repeat(times) + "close 1000");
  }

  private static byte[] cut(int kind, byte[] payload, int piece) {
    List<byte[]> frames = new ArrayList<>();
    for (int at = 0; at < payload.length; at += piece) {
      boolean last = at + piece >= payload.length;
      byte[] part = Arrays.copyOfRange(payload, at, Math.min(payload.length, at + piece));
      frames.add(frame((last ? 0x80 : 0) | (at == 0 ? 0x40 | kind : 0), part));
    }
    return join(frames.toArray(byte[][]::new));
  }

  /** A message as RFC 7692 puts it on the wire, with no memory of earlier ones. */
  static byte[] deflated(byte[] message) {
    try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
      deflater.setInput(message);
      byte[] out = new byte[message.length + message.length / 100 + 64];
      int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
      return Arrays.copyOf(out, length - 4);
    }
  }

  private static byte[] prose(Random random, int size) {
    StringBuilder text = new StringBuilder(size);
    while (text.length() < size) {
      text.append("{\"key\":").append(random.nextInt(1000)).append(",\"sender\":\"sea otter\"} ");
    }
    return FrameSuite.text(text.substring(0, size));
  }

  private static byte[] noise(Random random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }
}
