package io.gyre.server.sockets;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Bytes to a WebSocket server and what it answers, both put in words.
 *
 * @param name for people
 * @param wire what the client sends; it reads at the same time
 * @param expected answers, such as {@code text hello, close 1000}
 */
record Exchange(String name, byte[] wire, String expected) {
  private static final int SHOWN_MAX = 64;

  /** Pieces of frames one after the other. */
  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** A message in words: its text, or length and checksum. */
  static String words(int kind, byte[] payload) {
    String name =
        switch (kind) {
          case 1 -> "text ";
          case 2 -> "bytes ";
          case 9 -> "ping ";
          case 10 -> "pong ";
          default -> "kind " + kind + " ";
        };
    if (payload.length <= SHOWN_MAX) {
      return name + new String(payload, StandardCharsets.ISO_8859_1);
    }
    CRC32 sum = new CRC32();
    sum.update(payload);
    return name + "of " + payload.length + " sum " + sum.getValue();
  }

  /** Sends it in pieces of a size and tells what comes back until the connection ends. */
  String over(RawClient client, int pieceBytes) throws IOException, InterruptedException {
    Thread writer = Thread.ofVirtual().start(() -> write(client, pieceBytes));
    List<String> answers = new ArrayList<>();
    try {
      String answer;
      do {
        answer = next(client);
        answers.add(answer);
      } while (!answer.startsWith("close"));
      if (!client.atEnd()) {
        answers.add("more behind the close frame");
      }
    } catch (EOFException | SocketException hungUp) {
      answers.add("end");
    }
    client.close();
    writer.join();
    return String.join(", ", answers);
  }

  private void write(RawClient client, int pieceBytes) {
    try {
      for (int at = 0; at < wire.length; at += pieceBytes) {
        client.write(Arrays.copyOfRange(wire, at, Math.min(wire.length, at + pieceBytes)));
      }
    } catch (IOException refused) {
      // the server had heard enough; what it said about that is what counts
    }
  }

  private static String next(RawClient client) throws IOException {
    RawClient.Received frame = client.read();
    if (frame.head() == 0x88) {
      return frame.payload().length == 0 ? "close" : "close " + frame.goodbye();
    }
    if ((frame.head() & 0xb0) != 0x80) {
      return "odd first byte " + frame.head();
    }
    boolean deflated = (frame.head() & 0x40) != 0;
    return words(frame.head() & 0x0f, deflated ? inflated(frame.payload()) : frame.payload());
  }

  /** A compressed message as it was before; each stands for itself. */
  static byte[] inflated(byte[] compressed) {
    try (Inflater inflater = new Inflater(true)) {
      inflater.setInput(join(compressed, new byte[] {0, 0, -1, -1}));
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      byte[] some = new byte[8192];
      for (int count = inflater.inflate(some); count > 0; count = inflater.inflate(some)) {
        all.write(some, 0, count);
      }
      return all.toByteArray();
    } catch (DataFormatException e) {
      throw new AssertionError("the server compresses badly", e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
