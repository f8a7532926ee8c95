package io.gyre.server.guard;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request with a body of known length, as it was sent, to be recognised when it comes
 * again with another body: all bytes but the digits of the length have to be the same. Only plain
 * heads qualify, about which no two readers of HTTP can disagree. Immutable, thread-safe.
 */
public final class RequestHead {
  /** The longest body that belongs to such a request, in bytes. */
  public static final int BODY_BYTES_MAX = 64 * 1024;

  private static final int BYTES_MAX = 8 * 1024;
  private static final int DIGITS_MAX = 5;
  private static final String LENGTH = "content-length";
  private static final String METHOD = "POST ";
  private static final String VERSION = " HTTP/1.1";

  /** Headers that change how a request is read or answered. */
  private static final List<String> CHANGING =
      List.of(
          "transfer-encoding",
          "te",
          "trailer",
          "upgrade",
          "expect",
          "content-encoding",
          "origin",
          "range",
          "http2-settings",
          "proxy-connection");

  private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};

  private final byte[] bytes;
  private final int digitsFrom;
  private final int digitsTo;
  private final String target;
  private final Map<String, String> headers;

  private RequestHead(byte[] bytes, int digitsFrom, int digitsTo, Parsed parsed) {
    this.bytes = bytes;
    this.digitsFrom = digitsFrom;
    this.digitsTo = digitsTo;
    this.target = parsed.target;
    this.headers = parsed.headers;
  }

  /** The head at the beginning of these bytes, if it is whole, plain and one of a POST. */
  static Optional<RequestHead> of(byte[] request) {
    int end = end(request);
    if (end < 0) {
      return Optional.empty();
    }
    String text = new String(request, 0, end, StandardCharsets.ISO_8859_1);
    Parsed parsed = new Parsed();
    if (!parsed.read(text)) {
      return Optional.empty();
    }
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return Optional.of(new RequestHead(bytes, parsed.digitsFrom, parsed.digitsTo, parsed));
  }

  /** Where the head ends, with the blank line; -1 if it does not, or is long. */
  private static int end(byte[] request) {
    int last = Math.min(request.length, BYTES_MAX) - BLANK_LINE.length;
    for (int i = 0; i <= last; i++) {
      if (request[i] == '\r'
          && request[i + 1] == '\n'
          && request[i + 2] == '\r'
          && request[i + 3] == '\n') {
        return i + BLANK_LINE.length;
      }
    }
    return -1;
  }

  /** The request's target, such as {@code /api/publish}. */
  public String target() {
    return target;
  }

  /** The value of a header, whose name is in lower case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /**
   * Takes this head off the buffer if it comes next, whatever length it states.
   *
   * @return the length of the body that follows; -1 if something else comes, or less than a whole
   *     head, and then nothing is taken
   */
  public int take(ByteBuffer buffer) {
    int start = buffer.position();
    if (buffer.remaining() < digitsFrom + 1 || !same(buffer, start, 0, digitsFrom)) {
      return -1;
    }
    int at = start + digitsFrom;
    int length = 0;
    int digits = 0;
    while (at < buffer.limit() && digits <= DIGITS_MAX && isDigit(buffer.get(at))) {
      length = length * 10 + buffer.get(at++) - '0';
      digits++;
    }
    int rest = bytes.length - digitsTo;
    if (digits == 0
        || digits > DIGITS_MAX
        || length > BODY_BYTES_MAX
        || buffer.limit() - at < rest
        || !same(buffer, at, digitsTo, bytes.length)) {
      return -1;
    }
    buffer.position(at + rest);
    return length;
  }

  private boolean same(ByteBuffer buffer, int at, int from, int to) {
    for (int i = from; i < to; i++) {
      if (buffer.get(at + i - from) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** This head as it is sent with a body of so many bytes. */
  public byte[] with(int bodyBytes) {
    byte[] digits = Integer.toString(bodyBytes).getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(bytes.length - digitsTo + digitsFrom + digits.length)
        .put(bytes, 0, digitsFrom)
        .put(digits)
        .put(bytes, digitsTo, bytes.length - digitsTo)
        .array();
  }

  /** A head read once, more strictly than any server has to. */
  private static final class Parsed {
    private final Map<String, String> headers = new HashMap<>();
    private String target = "";
    private int digitsFrom;
    private int digitsTo;

    boolean read(String head) {
      int lineEnd = head.indexOf("\r\n");
      if (!requestLine(head.substring(0, lineEnd))) {
        return false;
      }
      int at = lineEnd + 2;
      while (at < head.length() - 2) {
        int end = head.indexOf("\r\n", at);
        if (!header(head, at, end)) {
          return false;
        }
        at = end + 2;
      }
      return digitsTo > 0 && isUsual();
    }

    private boolean requestLine(String line) {
      if (!line.startsWith(METHOD) || !line.endsWith(VERSION)) {
        return false;
      }
      target = line.substring(METHOD.length(), Math.max(METHOD.length(), line.length() - 9));
      return target.startsWith("/") && target.chars().allMatch(c -> c > ' ' && c < 127);
    }

    private boolean header(String head, int from, int end) {
      int colon = head.indexOf(':', from);
      if (colon <= from || colon > end || !isName(head, from, colon)) {
        return false;
      }
      String name = head.substring(from, colon).toLowerCase(Locale.ROOT);
      String value = head.substring(colon + 1, end);
      if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c > 126)) {
        return false;
      }
      if (name.equals(LENGTH)) {
        digitsFrom = head.indexOf(value.strip(), colon + 1);
        digitsTo = digitsFrom + value.strip().length();
        if (!value.strip().matches("[1-9][0-9]{0,4}")) {
          return false;
        }
      }
      return headers.put(name, value.strip()) == null;
    }

    private static boolean isName(String head, int from, int to) {
      return head.substring(from, to)
          .chars()
          .allMatch(c -> c == '-' || (c < 128 && Character.isLetterOrDigit(c)));
    }

    /** Nothing that changes how the request is read or answered. */
    private boolean isUsual() {
      @Nullable String connection = headers.get("connection");
      return headers.containsKey("host")
          && (connection == null || connection.equalsIgnoreCase("keep-alive"))
          && CHANGING.stream().noneMatch(headers::containsKey);
    }
  }
}
