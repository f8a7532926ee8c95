package io.gyre.spi.web;

import io.gyre.spi.transport.Framing;
import java.nio.charset.StandardCharsets;

/** The body of an HTTP/1.1 response whose length is not known when it begins. */
public final class Chunks {
  private static final byte[] LAST = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private Chunks() {}

  /** Makes each frame of {@code framing} a chunk; keep the result, frames are shared by it. */
  public static Framing of(Framing framing) {
    return payload -> chunk(framing.wrap(payload));
  }

  /** One chunk; nothing if there is nothing in it, because that would be the last one. */
  public static byte[] chunk(byte[] part) {
    if (part.length == 0) {
      return part;
    }
    byte[] size = Integer.toHexString(part.length).getBytes(StandardCharsets.US_ASCII);
    int start = size.length + 2;
    byte[] chunk = new byte[start + part.length + 2];
    System.arraycopy(size, 0, chunk, 0, size.length);
    endLine(chunk, size.length);
    System.arraycopy(part, 0, chunk, start, part.length);
    endLine(chunk, start + part.length);
    return chunk;
  }

  private static void endLine(byte[] bytes, int at) {
    bytes[at] = '\r';
    bytes[at + 1] = '\n';
  }

  /** What ends a body. */
  public static byte[] last() {
    return LAST.clone();
  }
}
