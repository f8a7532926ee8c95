package io.gyre.server.guard;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a chunked body strictly and writes it anew: each piece that came is a chunk, without
 * extensions and trailers. So the server behind never waits for a large chunk with all of it in
 * memory, and cannot understand a boundary in another way.
 */
final class ChunkedBody {
  private static final int DIGITS_MAX = 15;
  private static final int RADIX = 16;
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};

  private final int lineBytesMax;
  private State state = State.SIZE;
  private long size;
  private int digits;

  /** Bytes of extensions and trailers in all. */
  private int extra;

  private byte[] rest = {};

  private enum State {
    SIZE,
    EXTENSION,
    SIZE_LF,
    DATA,
    DATA_CR,
    DATA_LF,
    TRAILER,
    TRAILER_LINE,
    TRAILER_LF,
    LAST_LF,
    DONE
  }

  /** A body that does not follow the rules. */
  static final class Malformed extends Exception {
    Malformed() {
      super("chunked body", null, false, false);
    }
  }

  /** A body whose extensions and trailers are bounded together. */
  ChunkedBody(int lineBytesMax) {
    this.lineBytesMax = lineBytesMax;
  }

  /** What the last piece held behind the end of the body. */
  byte[] rest() {
    return rest;
  }

  boolean isDone() {
    return state == State.DONE;
  }

  /**
   * Takes bytes from the wire.
   *
   * @return the same body in chunks of our own; what came behind its end is {@link #rest}
   */
  byte[] rewrite(byte[] wire) throws Malformed {
    ByteArrayOutputStream out = new ByteArrayOutputStream(wire.length + RADIX);
    int at = 0;
    while (at < wire.length && state != State.DONE) {
      if (state == State.DATA) {
        int count = (int) Math.min(size, wire.length - at);
        writeChunk(out, wire, at, count);
        at += count;
        size -= count;
        if (size == 0) {
          state = State.DATA_CR;
        }
      } else {
        state = next(wire[at++]);
        if (state == State.DONE) {
          out.writeBytes(LAST_CHUNK);
        }
      }
    }
    rest = Arrays.copyOfRange(wire, at, wire.length);
    return out.toByteArray();
  }

  private static void writeChunk(ByteArrayOutputStream out, byte[] wire, int at, int count) {
    out.writeBytes(Integer.toHexString(count).getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(LINE_END);
    out.write(wire, at, count);
    out.writeBytes(LINE_END);
  }

  private State next(byte b) throws Malformed {
    return switch (state) {
      case SIZE -> size(b);
      case EXTENSION -> extension(b);
      case SIZE_LF -> afterSize(b);
      case DATA_CR -> expect(b, '\r', State.DATA_LF);
      case DATA_LF -> expect(b, '\n', State.SIZE);
      case TRAILER -> b == '\r' ? State.LAST_LF : trailer(b);
      case TRAILER_LINE -> trailer(b);
      case TRAILER_LF -> expect(b, '\n', State.TRAILER);
      case LAST_LF -> expect(b, '\n', State.DONE);
      case DATA, DONE -> throw new IllegalStateException("no byte of framing");
    };
  }

  private State size(byte b) throws Malformed {
    int digit = Character.digit(b, RADIX);
    if (digit >= 0 && digits < DIGITS_MAX) {
      size = size * RADIX + digit;
      digits++;
      return State.SIZE;
    }
    if (digits == 0) {
      throw new Malformed();
    }
    return switch (b) {
      case '\r' -> State.SIZE_LF;
      case ';', ' ', '\t' -> State.EXTENSION;
      default -> throw new Malformed();
    };
  }

  private State extension(byte b) throws Malformed {
    return b == '\r' ? State.SIZE_LF : extra(b, State.EXTENSION);
  }

  private State trailer(byte b) throws Malformed {
    return b == '\r' ? State.TRAILER_LF : extra(b, State.TRAILER_LINE);
  }

  private State extra(byte b, State same) throws Malformed {
    if (++extra > lineBytesMax || b == '\n' || b == 0) {
      throw new Malformed();
    }
    return same;
  }

  private State afterSize(byte b) throws Malformed {
    boolean last = size == 0;
    digits = 0;
    return expect(b, '\n', last ? State.TRAILER : State.DATA);
  }

  private static State expect(byte b, char wanted, State then) throws Malformed {
    if (b != wanted) {
      throw new Malformed();
    }
    return then;
  }
}
