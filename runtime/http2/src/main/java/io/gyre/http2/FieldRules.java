package io.gyre.http2;

import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import java.util.Set;

/** What fields of a request may look like (RFC 9113, 8.2 and 8.3). Stateless. */
final class FieldRules {
  private static final String NAME_SIGNS = "!#$%&'*+-.^_`|~";
  private static final Set<String> OF_CONNECTIONS =
      Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

  /** Longer numbers are no lengths. */
  private static final int LENGTH_DIGITS_MAX = 18;

  private FieldRules() {}

  /** Whether a field other than a pseudo field is one of HTTP/2. */
  static boolean isRegular(Field field) {
    return !field.name().isEmpty()
        && field.name().chars().allMatch(FieldRules::isNameSign)
        && isText(field.value())
        && !OF_CONNECTIONS.contains(field.name())
        && (!field.name().equals("te") || field.value().equals("trailers"))
        && (!field.name().equals("content-length") || isLength(field.value()));
  }

  private static boolean isNameSign(int c) {
    return (c >= 'a' && c <= 'z') || isDigit(c) || NAME_SIGNS.indexOf(c) >= 0;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLength(String value) {
    return !value.isEmpty()
        && value.length() <= LENGTH_DIGITS_MAX
        && value.chars().allMatch(FieldRules::isDigit);
  }

  /** Nothing that would end a line, or get lost, where HTTP/1.1 is spoken. */
  static boolean isText(String value) {
    if (value.isEmpty()) {
      return true;
    }
    boolean printed = value.chars().allMatch(c -> (c >= ' ' && c != 0x7f) || c == '\t');
    return printed && !isBlank(value.charAt(0)) && !isBlank(value.charAt(value.length() - 1));
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** Whether this pseudo field of a request has a value that it may have. */
  static boolean isPseudo(Field field) {
    String value = field.value();
    return switch (field.name()) {
      case ":method" ->
          !value.isEmpty() && value.chars().allMatch(c -> isNameSign(c) || (c >= 'A' && c <= 'Z'));
      case ":scheme" -> value.equals("http") || value.equals("https");
      case ":path" -> !value.isEmpty() && isText(value);
      case ":authority" -> value.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '@');
      default -> false;
    };
  }

  /** Whether the server has a meaning for a target; it must be asked, as it would close. */
  static boolean isTarget(String method, String path) {
    if (!path.startsWith("/") && !(path.equals("*") && method.equals("OPTIONS"))) {
      return false;
    }
    try {
      return HttpPrologue.create("HTTP/2.0", "HTTP", "2.0", Method.create(method), path, true)
          .uriPath()
          .rawPath()
          .equals(path.split("[?#]", 2)[0]);
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
