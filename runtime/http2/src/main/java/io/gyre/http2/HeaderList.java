package io.gyre.http2;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The fields of one request, or its trailers. Judges them while they come, and keeps no more than
 * is allowed. Not thread-safe.
 */
final class HeaderList {
  private static final Set<String> PSEUDO = Set.of(":method", ":scheme", ":authority", ":path");
  private static final Set<String> OF_CONNECTIONS =
      Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

  private final int bytesMax;
  private final boolean trailers;
  private final List<Field> fields = new ArrayList<>();
  private final Set<String> pseudo = new HashSet<>();
  private final List<String> cookies = new ArrayList<>();
  private int bytes;
  private boolean regularBegan;
  private boolean malformed;

  HeaderList(int bytesMax, boolean trailers) {
    this.bytesMax = bytesMax;
    this.trailers = trailers;
  }

  void add(Field field) {
    bytes = Math.min(bytes + field.size(), bytesMax + 1);
    if (isTooLarge()) {
      fields.clear();
      cookies.clear();
    } else if (field.name().equals("cookie")) {
      regularBegan = true;
      malformed |= !isText(field.value());
      cookies.add(field.value());
    } else {
      malformed |= field.isPseudo() ? !isPseudoInPlace(field) : !isRegular(field);
      fields.add(field);
    }
  }

  private boolean isPseudoInPlace(Field field) {
    return !trailers
        && !regularBegan
        && PSEUDO.contains(field.name())
        && pseudo.add(field.name())
        && isText(field.value())
        && !(field.value().isEmpty() && field.name().equals(":path"));
  }

  private boolean isRegular(Field field) {
    regularBegan = true;
    return isName(field.name())
        && isText(field.value())
        && !OF_CONNECTIONS.contains(field.name())
        && (!field.name().equals("te") || field.value().equals("trailers"));
  }

  /** Lower case, and nothing that would end a name where HTTP/1.1 is spoken. */
  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ':' && (c < 'A' || c > 'Z'));
  }

  /** Nothing that would end a line where HTTP/1.1 is spoken. */
  private static boolean isText(String value) {
    return value.chars().noneMatch(c -> c == 0 || c == '\r' || c == '\n')
        && (value.isEmpty()
            || !isBlank(value.charAt(0)) && !isBlank(value.charAt(value.length() - 1)));
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** Whether there was more than is allowed; nothing is kept then. */
  boolean isTooLarge() {
    return bytes > bytesMax;
  }

  /** Whether this is nothing that HTTP knows. */
  boolean isMalformed() {
    return malformed
        || !trailers
            && !isTooLarge()
            && !(pseudo.contains(":method")
                && pseudo.contains(":scheme")
                && pseudo.contains(":path"));
  }

  /** What was kept; the crumbs of a cookie are one field again (RFC 9113, 8.2.3). */
  List<Field> fields() {
    List<Field> all = new ArrayList<>(fields);
    if (!cookies.isEmpty()) {
      all.add(new Field("cookie", String.join("; ", cookies)));
    }
    return all;
  }
}
