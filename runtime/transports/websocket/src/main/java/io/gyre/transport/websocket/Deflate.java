package io.gyre.transport.websocket;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compresses and expands single messages (RFC 7692 without context takeover). Thread-safe: the
 * native states are lent to one caller at a time, and a few are kept.
 */
final class Deflate {
  private static final int KEPT_MAX = 16;
  private static final int CHUNK_BYTES_MIN = 512;

  /** The end of a flushed block, which the wire leaves out. */
  private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

  private final int level;
  private final ArrayBlockingQueue<Deflater> deflaters = new ArrayBlockingQueue<>(KEPT_MAX);
  private final ArrayBlockingQueue<Inflater> inflaters = new ArrayBlockingQueue<>(KEPT_MAX);

  /** Compresses at a level from 0 (none) to 9 (most); others stand for the nearest. */
  Deflate(int level) {
    this.level = Math.clamp(level, Deflater.DEFAULT_COMPRESSION, Deflater.BEST_COMPRESSION);
  }

  /** The message as it goes into a frame. */
  byte[] compress(byte[] message) {
    Deflater kept = deflaters.poll();
    Deflater deflater = kept == null ? new Deflater(level, true) : kept;
    deflater.setInput(message);
    byte[] out = new byte[Math.max(CHUNK_BYTES_MIN, message.length / 2)];
    int length = 0;
    while (true) {
      length += deflater.deflate(out, length, out.length - length, Deflater.SYNC_FLUSH);
      if (length < out.length) {
        break;
      }
      out = Arrays.copyOf(out, out.length * 2);
    }
    deflater.reset();
    if (!deflaters.offer(deflater)) {
      deflater.end();
    }
    return Arrays.copyOf(out, length - TAIL.length);
  }

  /**
   * The message that a peer compressed.
   *
   * @throws MessageTooBig if it is larger than {@code bytesMax}
   * @throws DataFormatException if it is no compressed message
   */
  byte[] expand(byte[] compressed, int bytesMax) throws MessageTooBig, DataFormatException {
    Inflater kept = inflaters.poll();
    Inflater inflater = kept == null ? new Inflater(true) : kept;
    try {
      long room = bytesMax + 1L; // one byte more, to see that there is more
      byte[] out = new byte[(int) Math.min(room, compressed.length * 4L + CHUNK_BYTES_MIN)];
      inflater.setInput(compressed);
      boolean tail = false;
      int length = 0;
      while (true) {
        length += inflater.inflate(out, length, out.length - length);
        if (length > bytesMax) {
          throw new MessageTooBig();
        } else if (length == out.length) {
          out = Arrays.copyOf(out, (int) Math.min(room, out.length * 2L));
        } else if (inflater.finished() || tail) {
          return Arrays.copyOf(out, length);
        } else {
          inflater.setInput(TAIL);
          tail = true;
        }
      }
    } finally {
      inflater.reset();
      if (!inflaters.offer(inflater)) {
        inflater.end();
      }
    }
  }

  /** A message is larger than the limit. */
  static final class MessageTooBig extends Exception {
    MessageTooBig() {
      super("too big after decompression", null, false, false);
    }
  }
}
