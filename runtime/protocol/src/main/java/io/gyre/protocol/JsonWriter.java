package io.gyre.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes JSON text in UTF-8, commas included. Belongs to one thread. Strings are escaped only where
 * JSON demands it; a lone surrogate becomes U+FFFD.
 *
 * <pre>{@code
 * JsonWriter writer = new JsonWriter();
 * writer.beginObject().name("offset").unsigned(7).name("data").raw(json).endObject();
 * byte[] text = writer.toByteArray();
 * }</pre>
 *
 * <p>The caller keeps the grammar: a name before each value of an object, each begin with its end.
 */
public final class JsonWriter {
  private static final int CAPACITY = 256;
  private static final int LONG_DIGITS = 20;

  private final boolean growing;
  private byte[] buffer;
  private int position;
  private boolean measuring; // counts bytes and writes none
  private boolean comma; // the next name or value needs one before it
  private boolean breaks; // a payload holds line breaks, which are dropped

  /** Writes into a buffer that grows. */
  public JsonWriter() {
    this(CAPACITY);
  }

  /** Writes into a buffer that grows from this capacity. */
  public JsonWriter(int capacity) {
    this(new byte[capacity], true);
  }

  private JsonWriter(byte[] buffer, boolean growing) {
    this.buffer = buffer;
    this.growing = growing;
    this.measuring = !growing;
  }

  /**
   * Counts what is written until {@link #allocate}, after which the same is to be written again.
   */
  static JsonWriter measuring() {
    return new JsonWriter(Bytes.EMPTY, false);
  }

  /**
   * Writes what was measured into an array, from an index on.
   *
   * @param breaks what {@link #breaks} said when it was measured
   */
  static JsonWriter into(byte[] target, int from, boolean breaks) {
    JsonWriter writer = new JsonWriter(target, false);
    writer.position = from;
    writer.measuring = false;
    writer.breaks = breaks;
    return writer;
  }

  /** Whether a payload holds line breaks, which are left out. */
  boolean breaks() {
    return breaks;
  }

  /** Ends measuring: what was measured fits exactly into the array taken now. */
  void allocate() {
    buffer = new byte[position];
    position = 0;
    measuring = false;
    comma = false;
  }

  /** The array itself, of which as many bytes count as {@link #length} says. */
  public byte[] array() {
    return buffer;
  }

  /** The array itself, full after measuring. */
  byte[] filled() {
    return buffer;
  }

  /** Opens an object. */
  public JsonWriter beginObject() {
    return begin('{');
  }

  /** Closes an object. */
  public JsonWriter endObject() {
    return end('}');
  }

  /** Opens an array. */
  public JsonWriter beginArray() {
    return begin('[');
  }

  /** Closes an array. */
  public JsonWriter endArray() {
    return end(']');
  }

  private JsonWriter begin(char bracket) {
    separate();
    put(bracket);
    comma = false;
    return this;
  }

  private JsonWriter end(char bracket) {
    put(bracket);
    comma = true;
    return this;
  }

  /** Writes the name of the next value. */
  public JsonWriter name(String name) {
    string(name);
    put(':');
    comma = false;
    return this;
  }

  /** Writes the name of the next value, as {@link #quoted} made it. */
  public JsonWriter name(byte[] quoted) {
    separate();
    copy(quoted);
    comma = false;
    return this;
  }

  /** A name as {@link #name(byte[])} takes it, made once; it must need no escapes. */
  public static byte[] quoted(String name) {
    return ('"' + name + "\":").getBytes(StandardCharsets.US_ASCII);
  }

  /** Writes a string. */
  public JsonWriter string(String text) {
    separate();
    if (growing) {
      quote(text);
    } else if (measuring) {
      claim(JsonText.width(text) + 2);
    } else {
      position = quote(text, position); // measured before: it fits
    }
    comma = true;
    return this;
  }

  private void quote(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (!JsonText.isPlain(text, utf8)) {
      quote(text, claim(JsonText.width(text) + 2));
      return;
    }
    int at = claim(utf8.length + 2);
    buffer[at] = '"';
    System.arraycopy(utf8, 0, buffer, at + 1, utf8.length);
    buffer[at + 1 + utf8.length] = '"';
  }

  private int quote(String text, int from) {
    buffer[from] = '"';
    int end = escape(text, from + 1);
    buffer[end] = '"';
    return end + 1;
  }

  private int escape(String text, int from) {
    int at = from;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        if (JsonText.width(c) == 1) {
          buffer[at++] = (byte) c;
        } else {
          at = escape(c, at);
        }
      } else if (Utf8.pairAt(text, i)) {
        at = Utf8.put(text.codePointAt(i), buffer, at);
        i++;
      } else {
        at = Utf8.put(Character.isSurrogate(c) ? Utf8.REPLACEMENT : c, buffer, at);
      }
    }
    return at;
  }

  private int escape(int ascii, int from) {
    int at = from;
    int width = JsonText.width(ascii);
    if (width == 1) {
      buffer[at++] = (byte) ascii;
      return at;
    }
    buffer[at++] = '\\';
    if (width == 2) {
      buffer[at++] = (byte) JsonText.shortEscape(ascii);
      return at;
    }
    buffer[at++] = 'u';
    buffer[at++] = '0';
    buffer[at++] = '0';
    buffer[at++] = JsonText.HEX[ascii >> 4];
    buffer[at++] = JsonText.HEX[ascii & 0xf];
    return at;
  }

  /**
   * Writes UTF-8 text as a string.
   *
   * @throws NotJsonException if the text is not UTF-8
   */
  public JsonWriter string(byte[] utf8) {
    separate();
    if (measuring || growing) {
      check(Utf8.isValid(utf8));
    }
    int at = claim(width(utf8) + 2);
    if (at >= 0) {
      buffer[at] = '"';
      buffer[escape(utf8, at + 1)] = '"';
    }
    comma = true;
    return this;
  }

  private static int width(byte[] utf8) {
    int width = utf8.length;
    int at = JsonScanner.plain(utf8, 0, utf8.length);
    while (at < utf8.length) {
      width += JsonText.width(utf8[at]) - 1;
      at = JsonScanner.plain(utf8, at + 1, utf8.length);
    }
    return width;
  }

  private int escape(byte[] utf8, int from) {
    int at = from;
    int start = 0;
    while (true) {
      int end = JsonScanner.plain(utf8, start, utf8.length);
      System.arraycopy(utf8, start, buffer, at, end - start);
      at += end - start;
      if (end == utf8.length) {
        return at;
      }
      at = escape(utf8[end], at);
      start = end + 1;
    }
  }

  /** Writes a signed integer. */
  public JsonWriter number(long value) {
    separate();
    if (value < 0) {
      put('-');
      digits(-value);
    } else {
      digits(value);
    }
    comma = true;
    return this;
  }

  /** Writes an unsigned integer. */
  public JsonWriter unsigned(long value) {
    separate();
    digits(value);
    comma = true;
    return this;
  }

  private void digits(long value) {
    int count = digitCount(value);
    int at = claim(count);
    if (at < 0) {
      return;
    }
    long rest = value;
    int index = at + count;
    if (rest < 0) {
      long quotient = Long.divideUnsigned(rest, 10);
      buffer[--index] = (byte) ('0' + (rest - quotient * 10));
      rest = quotient;
    }
    do {
      buffer[--index] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest != 0);
  }

  private static int digitCount(long value) {
    if (value < 0) {
      return Long.compareUnsigned(value, TEN_TO_19) >= 0 ? LONG_DIGITS : LONG_DIGITS - 1;
    }
    long power = 10;
    for (int count = 1; count < LONG_DIGITS - 1; count++) {
      if (value < power) {
        return count;
      }
      power *= 10;
    }
    return LONG_DIGITS - 1;
  }

  private static final long TEN_TO_19 = Long.parseUnsignedLong("10000000000000000000");

  /** Writes a finite number, whole ones without a fraction. */
  public JsonWriter number(double value) {
    long whole = (long) value;
    if (whole == value && Math.abs(whole) < 1L << 53) {
      return number(whole);
    }
    return raw(Double.toString(value).getBytes(StandardCharsets.US_ASCII));
  }

  /** Writes true or false. */
  public JsonWriter bool(boolean value) {
    return raw(value ? JsonScanner.TRUE : JsonScanner.FALSE);
  }

  /** Writes null. */
  public JsonWriter nullValue() {
    return raw(JsonScanner.NULL);
  }

  /** Writes a value that is JSON text already, unchecked and as it stands. */
  public JsonWriter raw(byte[] json) {
    separate();
    copy(json);
    comma = true;
    return this;
  }

  /** Writes values that are JSON text already, commas between them, out of an array. */
  public JsonWriter raw(byte[] json, int from, int to) {
    separate();
    int at = claim(to - from);
    if (at >= 0) {
      System.arraycopy(json, from, buffer, at, to - from);
    }
    comma = true;
    return this;
  }

  /**
   * Writes a payload of which only its sender knows whether it is JSON, as it stands but for line
   * breaks between tokens: they would end the message.
   *
   * @throws NotJsonException if it is not JSON
   */
  public JsonWriter payload(byte[] json) {
    separate();
    int dropped = 0;
    if (measuring || growing) {
      check(JsonValidator.isValid(json));
      dropped = lineBreaks(json);
      breaks |= dropped != 0;
    } else if (breaks) {
      dropped = lineBreaks(json);
    }
    if (dropped == 0) {
      copy(json);
    } else {
      copyWithoutBreaks(json, dropped);
    }
    comma = true;
    return this;
  }

  private static int lineBreaks(byte[] json) {
    int count = 0;
    int at = JsonScanner.lineBreak(json, 0, json.length);
    while (at < json.length) {
      count++;
      at = JsonScanner.lineBreak(json, at + 1, json.length);
    }
    return count;
  }

  private void copyWithoutBreaks(byte[] json, int dropped) {
    int at = claim(json.length - dropped);
    if (at >= 0) {
      for (byte c : json) {
        if (c != '\n' && c != '\r') {
          buffer[at++] = c;
        }
      }
    }
  }

  private static void check(boolean valid) {
    if (!valid) {
      throw new NotJsonException();
    }
  }

  /** How many bytes were written so far. */
  public int length() {
    return position;
  }

  /** What was written from a position on, copied. */
  public byte[] toByteArray(int from) {
    return Arrays.copyOfRange(buffer, from, position);
  }

  /** What was written so far, copied. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, position);
  }

  private void separate() {
    if (comma) {
      put(',');
    }
  }

  private void put(char ascii) {
    int at = claim(1);
    if (at >= 0) {
      buffer[at] = (byte) ascii;
    }
  }

  private void copy(byte[] source) {
    int at = claim(source.length);
    if (at >= 0) {
      System.arraycopy(source, 0, buffer, at, source.length);
    }
  }

  /** Takes room for so many bytes and returns where it begins, or -1 when measuring. */
  private int claim(int count) {
    int at = position;
    position = Math.addExact(at, count);
    if (measuring) {
      return -1;
    }
    if (position > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(position, buffer.length * 2));
    }
    return at;
  }
}
