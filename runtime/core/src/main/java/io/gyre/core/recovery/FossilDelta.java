package io.gyre.core.recovery;

import java.util.Arrays;

/**
 * Creates and applies deltas in the Fossil format: {@code size LF (copy | insert)* checksum ;}.
 * Holds no state.
 *
 * <p>A delta of two UTF-8 texts is itself UTF-8: it never cuts a character, so it may travel as a
 * JSON string. Creating costs time linear in both lengths, times a small constant.
 */
public final class FossilDelta {
  /** Bytes in a landmark of the base; shorter matches inside are not looked for. */
  private static final int BLOCK_BYTES = 16;

  /** Landmarks tried for one position of the target; bounds the work on repetitive data. */
  private static final int CANDIDATES_MAX = 32;

  /** Bytes in a character of UTF-8 after its first one. */
  private static final int CONTINUATION_BYTES_MAX = 3;

  private FossilDelta() {}

  /**
   * Returns the delta that {@link #apply} turns back into the target. It may be longer than the
   * target.
   */
  public static byte[] create(byte[] base, byte[] target) {
    return new Encoder(base, target).encode();
  }

  /**
   * Returns the target the delta was made for.
   *
   * @throws IllegalArgumentException the delta is malformed, made for another base, or larger than
   *     an array
   */
  public static byte[] apply(byte[] base, byte[] delta) {
    return new Decoder(base, delta).decode();
  }

  static int checksum(byte[] data) {
    int sum = 0;
    int whole = data.length & ~3;
    for (int i = 0; i < whole; i += 4) {
      sum += FossilBytes.intAt(data, i);
    }
    for (int i = whole; i < data.length; i++) {
      sum += (data[i] & 0xff) << (8 * (3 - (i & 3)));
    }
    return sum;
  }

  /**
   * Writes one delta: a shared start and end are found first, the rest by landmarks of the base.
   */
  private static final class Encoder {
    private final byte[] base;
    private final byte[] target;
    private final FossilBytes out;

    /** First byte of the target that is not written yet. */
    private int written;

    Encoder(byte[] base, byte[] target) {
      this.base = base;
      this.target = target;
      this.out = new FossilBytes(Math.min(target.length, 512) + 64);
    }

    byte[] encode() {
      out.number(target.length);
      out.add('\n');
      int start = sharedStart();
      int end = sharedEnd(start);
      copy(0, 0, start);
      int middle = target.length - end - written;
      if (middle >= BLOCK_BYTES && base.length >= BLOCK_BYTES) {
        new Landmarks(base).match(this, target.length - end);
      }
      copy(base.length - end, target.length - end, end);
      insertUpTo(target.length);
      out.number(checksum(target));
      out.add(';');
      return out.toArray();
    }

    private int sharedStart() {
      int differs = Arrays.mismatch(base, target);
      return differs < 0 ? target.length : differs;
    }

    private int sharedEnd(int start) {
      int max = Math.min(base.length, target.length) - start;
      int count = 0;
      while (count < max && base[base.length - 1 - count] == target[target.length - 1 - count]) {
        count++;
      }
      return count;
    }

    /**
     * Copies a piece of the base when that is shorter than spelling it out; otherwise leaves it for
     * an insert.
     */
    boolean copy(int from, int to, int count) {
      int cutStart = 0;
      while (cutStart < Math.min(count, CONTINUATION_BYTES_MAX) && continues(to + cutStart)) {
        cutStart++;
      }
      int cutEnd = 0;
      while (cutEnd < Math.min(count - cutStart, CONTINUATION_BYTES_MAX)
          && continues(to + count - cutEnd)) {
        cutEnd++;
      }
      int size = count - cutStart - cutEnd;
      int source = from + cutStart;
      int place = to + cutStart;
      int cost = FossilBytes.digits(size) + FossilBytes.digits(source) + 2;
      // The literal around the copy is cut in two, which costs another operation unless nothing is
      // pending.
      int split = place > written ? FossilBytes.digits(place - written) + 1 : 0;
      if (size <= cost + split) {
        return false;
      }
      insertUpTo(place);
      out.number(size);
      out.add('@');
      out.number(source);
      out.add(',');
      written = place + size;
      return true;
    }

    private boolean continues(int position) {
      return position < target.length && (target[position] & 0xc0) == 0x80;
    }

    private void insertUpTo(int end) {
      if (end > written) {
        out.number(end - written);
        out.add(':');
        out.add(target, written, end);
        written = end;
      }
    }
  }

  /** Aligned blocks of the base by hash, for finding where a piece of the target occurs. */
  private static final class Landmarks {
    private static final int FACTOR = 0x01000193;
    private static final int FACTOR_OLDEST = power(FACTOR, BLOCK_BYTES - 1);

    private final byte[] base;
    private final int[] head;
    private final int[] next;
    private final int shift;

    Landmarks(byte[] base) {
      this.base = base;
      int blocks = base.length / BLOCK_BYTES;
      int bits = 33 - Integer.numberOfLeadingZeros(Math.max(blocks, 8));
      this.shift = 32 - bits;
      this.head = new int[1 << bits];
      this.next = new int[blocks + 1];
      // From the last block to the first, so that chains start with the smallest offset: it has the
      // fewest digits.
      for (int block = blocks; block > 0; block--) {
        int slot = slot(hash(base, (block - 1) * BLOCK_BYTES));
        next[block] = head[slot];
        head[slot] = block;
      }
    }

    void match(Encoder encoder, int end) {
      byte[] target = encoder.target;
      int at = encoder.written;
      int hash = hash(target, at);
      int last = end - BLOCK_BYTES;
      while (at <= last) {
        if (copyBest(encoder, at, hash, end)) {
          at = encoder.written;
          if (at <= last) {
            hash = hash(target, at);
          }
        } else {
          if (at < last) {
            hash = (hash - target[at] * FACTOR_OLDEST) * FACTOR + target[at + BLOCK_BYTES];
          }
          at++;
        }
      }
    }

    private boolean copyBest(Encoder encoder, int at, int hash, int end) {
      byte[] target = encoder.target;
      int bestFrom = 0;
      int bestTo = 0;
      int best = 0;
      int tries = CANDIDATES_MAX;
      for (int block = head[slot(hash)]; block != 0 && tries > 0; block = next[block], tries--) {
        int from = (block - 1) * BLOCK_BYTES;
        int ahead = shared(from, target, at, end);
        if (ahead < BLOCK_BYTES) {
          continue;
        }
        int behind = sharedBefore(from, target, at, encoder.written);
        if (ahead + behind > best) {
          best = ahead + behind;
          bestFrom = from - behind;
          bestTo = at - behind;
        }
        if (at + ahead == end) {
          break;
        }
      }
      return best > 0 && encoder.copy(bestFrom, bestTo, best);
    }

    private int shared(int from, byte[] target, int at, int end) {
      int differs = Arrays.mismatch(base, from, base.length, target, at, end);
      return differs < 0 ? end - at : differs;
    }

    private int sharedBefore(int from, byte[] target, int at, int floor) {
      int max = Math.min(from, at - floor);
      int count = 0;
      while (count < max && base[from - 1 - count] == target[at - 1 - count]) {
        count++;
      }
      return count;
    }

    private int slot(int hash) {
      return (hash * 0x9e3779b9) >>> shift;
    }

    private static int hash(byte[] data, int at) {
      int hash = 0;
      for (int i = at; i < at + BLOCK_BYTES; i++) {
        hash = hash * FACTOR + data[i];
      }
      return hash;
    }

    private static int power(int factor, int exponent) {
      int power = 1;
      for (int i = 0; i < exponent; i++) {
        power *= factor;
      }
      return power;
    }
  }

  /** Reads one delta; every number is checked before it is used. */
  private static final class Decoder {
    private final byte[] base;
    private final byte[] delta;
    private int at;

    Decoder(byte[] base, byte[] delta) {
      this.base = base;
      this.delta = delta;
    }

    int size() {
      int size = length();
      expect('\n');
      return size;
    }

    byte[] decode() {
      int size = size();
      // Memory follows what the operations bring, not what the header claims.
      FossilBytes out = new FossilBytes(Math.min(size, base.length + delta.length));
      while (true) {
        long number = number();
        byte operation = take();
        if (operation == ';') {
          return finish(out.toArray(), size, number);
        }
        if (number > size - out.size()) {
          throw malformed("more bytes than announced");
        }
        switch (operation) {
          case '@' -> copy(out, (int) number);
          case ':' -> insert(out, (int) number);
          default -> throw malformed("unknown operation");
        }
      }
    }

    private void copy(FossilBytes out, int count) {
      int from = length();
      expect(',');
      if (from > base.length - count) {
        throw malformed("copy past the end of the base");
      }
      out.add(base, from, from + count);
    }

    private void insert(FossilBytes out, int count) {
      if (count > delta.length - at) {
        throw malformed("insert past the end of the delta");
      }
      out.add(delta, at, at + count);
      at += count;
    }

    private byte[] finish(byte[] result, int size, long checksum) {
      if (result.length != size) {
        throw malformed("fewer bytes than announced");
      }
      if (checksum != Integer.toUnsignedLong(checksum(result))) {
        throw malformed("wrong checksum");
      }
      return result;
    }

    private int length() {
      long number = number();
      if (number > Integer.MAX_VALUE) {
        throw malformed("number too large");
      }
      return (int) number;
    }

    private long number() {
      long number = 0;
      int start = at;
      while (at < delta.length) {
        int digit = FossilBytes.digit(delta[at]);
        if (digit < 0) {
          break;
        }
        number = (number << 6) + digit;
        if (number > 0xffffffffL) {
          throw malformed("number too large");
        }
        at++;
      }
      if (at == start) {
        throw malformed("number expected");
      }
      return number;
    }

    private byte take() {
      if (at >= delta.length) {
        throw malformed("unexpected end");
      }
      return delta[at++];
    }

    private void expect(char expected) {
      if (take() != expected) {
        throw malformed("separator expected");
      }
    }

    private IllegalArgumentException malformed(String what) {
      return new IllegalArgumentException("delta refused: " + what + " at=" + at);
    }
  }
}
