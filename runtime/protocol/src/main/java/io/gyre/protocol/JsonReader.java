package io.gyre.protocol;

import java.nio.charset.StandardCharsets;

/**
 * Pulls values out of JSON text, bounded and validating: each method checks what it passes. Belongs
 * to one thread; throws {@link ProtocolException} and nothing else on malformed input.
 *
 * <pre>{@code
 * JsonReader reader = new JsonReader(body);
 * if (reader.beginObject()) {
 *   while (reader.nextField()) {
 *     switch (reader.fieldName()) {
 *       case "channel" -> channel = reader.string();
 *       case "data" -> data = reader.raw();
 *       default -> reader.skip();
 *     }
 *   }
 * }
 * reader.end();
 * }</pre>
 *
 * <p>As in Go's decoder, null leaves the zero value: it reads as the empty string, 0, false, and an
 * object or array that {@link #beginObject} or {@link #beginArray} says is not there. Only {@link
 * #raw} gives its text. Each field's value must be read or skipped before the next.
 */
public final class JsonReader {
  /** Levels that may be open at a time; raw and skipped values may have 1024 of their own. */
  public static final int DEPTH_MAX = 128;

  /** What comes next. */
  public enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    BOOLEAN,
    NULL,
    /** No value: the end of the text or of what is open, or something malformed. */
    NONE
  }

  private final byte[] bytes;
  private final int to;
  private final FieldNames names;
  private int position;
  private int depth;
  private boolean first; // no value of the open object or array was passed yet
  private String fieldName = "";

  /** Reads the whole array, which must be UTF-8. */
  public JsonReader(byte[] bytes) {
    this(bytes, FieldNames.NONE);
  }

  /** Reads the whole array, which must be UTF-8; names that are expected cost no allocation. */
  public JsonReader(byte[] bytes, FieldNames names) {
    this(bytes, 0, bytes.length, names);
    if (!Utf8.isValid(bytes)) {
      throw new ProtocolException("JSON text is not UTF-8");
    }
  }

  /** Reads a part of an array whose UTF-8 was checked. */
  JsonReader(byte[] bytes, int from, int to, FieldNames names) {
    this.bytes = bytes;
    this.position = from;
    this.to = to;
    this.names = names;
  }

  /** What comes next, without passing it. */
  public Kind peek() {
    position = JsonScanner.whitespace(bytes, position, to);
    if (position == to) {
      return Kind.NONE;
    }
    return switch (bytes[position]) {
      case '{' -> Kind.OBJECT;
      case '[' -> Kind.ARRAY;
      case '"' -> Kind.STRING;
      case 't', 'f' -> Kind.BOOLEAN;
      case 'n' -> Kind.NULL;
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Kind.NUMBER;
      default -> Kind.NONE;
    };
  }

  /** Opens an object; false, and nothing opened, if there is null instead. */
  public boolean beginObject() {
    return begin('{');
  }

  /** Opens an array; false, and nothing opened, if there is null instead. */
  public boolean beginArray() {
    return begin('[');
  }

  private boolean begin(char bracket) {
    if (nullValue()) {
      return false;
    }
    expect(bracket);
    if (++depth > DEPTH_MAX) {
      throw new ProtocolException("JSON is nested too deep");
    }
    first = true;
    return true;
  }

  /**
   * Moves to the next field of the open object; false, with the object closed, if there is none.
   */
  public boolean nextField() {
    if (!nextMember('}')) {
      return false;
    }
    fieldName = quoted(names);
    expect(':');
    return true;
  }

  /** The name of the field moved to; where it is one of the known names, without regard to case. */
  public String fieldName() {
    return names.folded(fieldName);
  }

  /** The name of the field moved to as it is written, for objects whose names users choose. */
  public String key() {
    return fieldName;
  }

  /**
   * Moves to the next element of the open array; false, with the array closed, if there is none.
   */
  public boolean nextElement() {
    return nextMember(']');
  }

  private boolean nextMember(char bracket) {
    position = JsonScanner.whitespace(bytes, position, to);
    if (position < to && bytes[position] == bracket) {
      position++;
      depth--;
      first = false;
      return false;
    }
    if (!first) {
      expect(',');
    }
    first = false;
    return true;
  }

  /** Passes null, if that comes next. */
  public boolean nullValue() {
    position = JsonScanner.whitespace(bytes, position, to);
    if (position == to || bytes[position] != 'n') {
      return false;
    }
    literal(JsonScanner.NULL);
    return true;
  }

  /** Reads true or false. */
  public boolean bool() {
    if (nullValue()) {
      return false;
    }
    if (position < to && bytes[position] == 't') {
      literal(JsonScanner.TRUE);
      return true;
    }
    literal(JsonScanner.FALSE);
    return false;
  }

  private void literal(byte[] literal) {
    position = checked(JsonScanner.literal(bytes, position, to, literal));
    first = false;
  }

  /** Reads a string; a lone surrogate escape becomes U+FFFD. */
  public String string() {
    return nullValue() ? "" : quoted(FieldNames.NONE);
  }

  /** Reads a string as its UTF-8. */
  public byte[] stringBytes() {
    if (nullValue()) {
      return Bytes.EMPTY;
    }
    expect('"');
    int start = position;
    position = checked(JsonScanner.string(bytes, start, to));
    first = false;
    return JsonText.unescapeToUtf8(bytes, start, position - 1);
  }

  private String quoted(FieldNames expected) {
    expect('"');
    int start = position;
    int end = JsonScanner.plain(bytes, start, to);
    first = false;
    if (end < to && bytes[end] == '"') {
      position = end + 1;
      return expected.name(bytes, start, end);
    }
    position = checked(JsonScanner.string(bytes, end, to));
    return JsonText.unescape(bytes, start, position - 1);
  }

  /** Reads an integer from -2^31 to 2^31-1. */
  public int int32() {
    long value = int64();
    if (value != (int) value) {
      throw outOfRange();
    }
    return (int) value;
  }

  /** Reads an integer from 0 to 2^32-1. */
  public long uint32() {
    long value = uint64();
    if (value >>> Integer.SIZE != 0) {
      throw outOfRange();
    }
    return value;
  }

  /** Reads an integer from -2^63 to 2^63-1. */
  public long int64() {
    if (nullValue()) {
      return 0;
    }
    boolean negative = position < to && bytes[position] == '-';
    int start = negative ? position + 1 : position;
    long value = magnitude(start, number());
    if (value < 0 && !(negative && value == Long.MIN_VALUE)) {
      throw outOfRange();
    }
    return negative ? -value : value;
  }

  /** Reads an integer from 0 to 2^64-1, as an unsigned long. */
  public long uint64() {
    return nullValue() ? 0 : magnitude(position, number());
  }

  private long magnitude(int from, int end) {
    long value = 0;
    for (int i = from; i < end; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new ProtocolException("JSON number is not the integer expected");
      }
      if (Long.compareUnsigned(value, TENTH) > 0 || (value == TENTH && digit > LAST_DIGIT)) {
        throw outOfRange();
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static final long TENTH = Long.divideUnsigned(-1L, 10);
  private static final int LAST_DIGIT = (int) Long.remainderUnsigned(-1L, 10);

  /** Reads a number, rounded to a double; beyond its range it is infinite. */
  public double number64() {
    if (nullValue()) {
      return 0;
    }
    int start = position;
    return Double.parseDouble(
        new String(bytes, start, number() - start, StandardCharsets.ISO_8859_1));
  }

  /** Passes a number and returns its end. */
  private int number() {
    if (peek() != Kind.NUMBER) {
      throw unexpected();
    }
    position = checked(JsonScanner.number(bytes, position, to));
    first = false;
    return position;
  }

  /**
   * Copies the text of the next value, whatever it is, as it stands, without white space around.
   */
  public byte[] raw() {
    position = JsonScanner.whitespace(bytes, position, to);
    int start = position;
    skip();
    byte[] copy = new byte[position - start];
    System.arraycopy(bytes, start, copy, 0, copy.length);
    return copy;
  }

  /** Passes the next value, whatever it is. */
  public void skip() {
    position = checked(JsonScanner.value(bytes, position, to));
    first = false;
  }

  /** Makes sure that only white space is left. */
  public void end() {
    position = JsonScanner.whitespace(bytes, position, to);
    if (position != to) {
      throw unexpected();
    }
  }

  /** The index in the array of the byte that is read next. */
  public int position() {
    return position;
  }

  private void expect(char c) {
    position = JsonScanner.whitespace(bytes, position, to);
    if (position == to || bytes[position] != c) {
      throw unexpected();
    }
    position++;
  }

  private int checked(int end) {
    if (end < 0) {
      throw unexpected();
    }
    return end;
  }

  private ProtocolException unexpected() {
    return new ProtocolException("malformed JSON after byte " + position);
  }

  private ProtocolException outOfRange() {
    return new ProtocolException("JSON number is out of range before byte " + position);
  }
}
