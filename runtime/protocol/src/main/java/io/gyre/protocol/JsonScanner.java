package io.gyre.protocol;

/**
 * Finds the end of a JSON value and checks its grammar on the way (RFC 8259), in a loop: depth
 * costs one bit and no stack. Bytes from 0x80 on are taken inside strings as they come; UTF-8 is
 * checked elsewhere, once for a whole frame. Positions below zero mean malformed.
 */
final class JsonScanner {
  /** Levels of nesting a value may have. */
  static final int DEPTH_MAX = 1_024;

  static final int MALFORMED = -1;

  private static final long NONE_OPEN = 1;
  private static final int WORD_LEVELS = Long.SIZE - 1;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private JsonScanner() {}

  /** The first position from here that is not white space, at most to. */
  static int whitespace(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      byte c = bytes[at];
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        break;
      }
      at++;
    }
    return at;
  }

  /** The position after the value that starts at or after from, white space before it skipped. */
  static int value(byte[] bytes, int from, int to) {
    return value(bytes, from, to, DEPTH_MAX);
  }

  /**
   * The same with at most so many levels. Those open are bits of a word, 1 for an object, innermost
   * lowest, behind a 1 that marks their end; a value further in than a word reaches has its own.
   */
  private static int value(byte[] bytes, int from, int to, int depthMax) {
    long open = NONE_OPEN;
    int at = from;
    do {
      at = whitespace(bytes, at, to);
      if (at >= to) {
        return MALFORMED;
      }
      boolean object = bytes[at] == '{';
      if (!object && bytes[at] != '[') {
        at = scalar(bytes, at, to);
      } else if (isEmpty(bytes, at, to)) {
        at = whitespace(bytes, at + 1, to) + 1;
      } else if (open < 0) {
        at = value(bytes, at, to, depthMax - WORD_LEVELS);
      } else if (WORD_LEVELS - Long.numberOfLeadingZeros(open) == depthMax) {
        return MALFORMED;
      } else {
        open = (open << 1) | (object ? 1 : 0);
        at = object ? name(bytes, whitespace(bytes, at + 1, to), to) : at + 1;
        continue;
      }
      boolean next = false;
      while (at >= 0 && open != NONE_OPEN && !next) {
        at = whitespace(bytes, at, to);
        if (at >= to) {
          return MALFORMED;
        }
        boolean inObject = (open & 1) != 0;
        next = bytes[at] == ',';
        if (!next && bytes[at] != (inObject ? '}' : ']')) {
          return MALFORMED;
        }
        open = next ? open : open >>> 1;
        at = next && inObject ? name(bytes, whitespace(bytes, at + 1, to), to) : at + 1;
      }
    } while (at >= 0 && open != NONE_OPEN);
    return at;
  }

  /** Whether the object or array that opens here closes at once. */
  private static boolean isEmpty(byte[] bytes, int from, int to) {
    int at = whitespace(bytes, from + 1, to);
    return at < to && bytes[at] == (bytes[from] == '{' ? '}' : ']');
  }

  /** The position after a member's name and colon; the name's quote is at from. */
  private static int name(byte[] bytes, int from, int to) {
    if (from >= to || bytes[from] != '"') {
      return MALFORMED;
    }
    int at = string(bytes, from + 1, to);
    if (at < 0) {
      return MALFORMED;
    }
    at = whitespace(bytes, at, to);
    return at < to && bytes[at] == ':' ? at + 1 : MALFORMED;
  }

  /** The position after the string, number or literal that starts at from. */
  private static int scalar(byte[] bytes, int from, int to) {
    return switch (bytes[from]) {
      case '"' -> string(bytes, from + 1, to);
      case 't' -> literal(bytes, from, to, TRUE);
      case 'f' -> literal(bytes, from, to, FALSE);
      case 'n' -> literal(bytes, from, to, NULL);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(bytes, from, to);
      default -> MALFORMED;
    };
  }

  static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  static final byte[] NULL = {'n', 'u', 'l', 'l'};

  /** The position after the literal that starts at from. */
  static int literal(byte[] bytes, int from, int to, byte[] literal) {
    if (to - from < literal.length) {
      return MALFORMED;
    }
    for (int i = 0; i < literal.length; i++) {
      if (bytes[from + i] != literal[i]) {
        return MALFORMED;
      }
    }
    return from + literal.length;
  }

  /** The position after the closing quote of a string whose first byte is at from. */
  static int string(byte[] bytes, int from, int to) {
    int at = from;
    while (true) {
      at = plain(bytes, at, to);
      if (at >= to) {
        return MALFORMED;
      }
      byte c = bytes[at++];
      if (c == '"') {
        return at;
      }
      if (c != '\\' || at >= to) {
        return MALFORMED;
      }
      at = escape(bytes, at, to);
      if (at < 0) {
        return MALFORMED;
      }
    }
  }

  /** The first position from here of a quote, a backslash or a control character, at most to. */
  static int plain(byte[] bytes, int from, int to) {
    int at = from;
    while (at <= to - Long.BYTES) {
      long word = (long) Utf8.LONGS.get(bytes, at);
      long quotes = word ^ (ONES * '"');
      long backslashes = word ^ (ONES * '\\');
      long hits =
          (((word - ONES * 0x20) & ~word)
                  | ((quotes - ONES) & ~quotes)
                  | ((backslashes - ONES) & ~backslashes))
              & HIGH_BITS;
      if (hits != 0) {
        return at + Long.numberOfTrailingZeros(hits) / Byte.SIZE;
      }
      at += Long.BYTES;
    }
    while (at < to) {
      byte c = bytes[at];
      if (c == '"' || c == '\\' || (c >= 0 && c < 0x20)) {
        break;
      }
      at++;
    }
    return at;
  }

  /** The first position from here of a line feed or carriage return, at most to. */
  static int lineBreak(byte[] bytes, int from, int to) {
    int at = from;
    while (at <= to - Long.BYTES) {
      long word = (long) Utf8.LONGS.get(bytes, at);
      long feeds = word ^ (ONES * '\n');
      long returns = word ^ (ONES * '\r');
      long hits = (((feeds - ONES) & ~feeds) | ((returns - ONES) & ~returns)) & HIGH_BITS;
      if (hits != 0) {
        return at + Long.numberOfTrailingZeros(hits) / Byte.SIZE;
      }
      at += Long.BYTES;
    }
    while (at < to && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
    return at;
  }

  /** The position after an escape whose letter is at from. */
  private static int escape(byte[] bytes, int from, int to) {
    return switch (bytes[from]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> from + 1;
      case 'u' -> hex(bytes, from + 1, to) < 0 ? MALFORMED : from + 5;
      default -> MALFORMED;
    };
  }

  /** The value of the four hexadecimal digits at from. */
  static int hex(byte[] bytes, int from, int to) {
    if (to - from < 4) {
      return MALFORMED;
    }
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = bytes[i] < 0 ? -1 : Character.digit(bytes[i], 16);
      if (digit < 0) {
        return MALFORMED;
      }
      value = (value << 4) | digit;
    }
    return value;
  }

  /** The position after the number that starts at from. */
  static int number(byte[] bytes, int from, int to) {
    int at = bytes[from] == '-' ? from + 1 : from;
    if (at < to && bytes[at] == '0') {
      at++;
    } else {
      at = digits(bytes, at, to);
    }
    if (at > 0 && at < to && bytes[at] == '.') {
      at = digits(bytes, at + 1, to);
    }
    if (at > 0 && at < to && (bytes[at] == 'e' || bytes[at] == 'E')) {
      at++;
      if (at < to && (bytes[at] == '+' || bytes[at] == '-')) {
        at++;
      }
      at = digits(bytes, at, to);
    }
    return at;
  }

  /** The position after at least one digit. */
  private static int digits(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at == from ? MALFORMED : at;
  }
}
