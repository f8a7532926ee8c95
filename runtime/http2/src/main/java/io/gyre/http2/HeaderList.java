package io.gyre.http2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of one request, or its trailers. Judges them while they come, and keeps no more than
 * is allowed. Not thread-safe.
 */
final class HeaderList {
  private final int bytesMax;
  private final boolean trailers;
  private final List<Field> fields = new ArrayList<>();
  private final Map<String, String> pseudo = new HashMap<>();
  private final List<String> cookies = new ArrayList<>();
  private String host = "";
  private String length = "";
  private int bytes;
  private boolean regularBegan;
  private boolean malformed;

  /** What to do with a list. */
  enum Verdict {
    PASS,
    /** It is not HTTP. */
    MALFORMED,
    /** It is more than is allowed; nothing was kept. */
    TOO_LARGE,
    /** It is HTTP, but asks for what cannot be. */
    NO_TARGET
  }

  HeaderList(int bytesMax, boolean trailers) {
    this.bytesMax = bytesMax;
    this.trailers = trailers;
  }

  void add(Field field) {
    bytes = Math.min(bytes + field.size(), bytesMax + 1);
    if (bytes > bytesMax) {
      fields.clear();
      cookies.clear();
    } else if (field.isPseudo()) {
      boolean inPlace = !trailers && !regularBegan && FieldRules.isPseudo(field);
      malformed |= !inPlace || pseudo.putIfAbsent(field.name(), field.value()) != null;
      fields.add(field);
    } else {
      regularBegan = true;
      malformed |= !FieldRules.isRegular(field);
      keep(field);
    }
  }

  private void keep(Field field) {
    switch (field.name()) {
      case "cookie" -> cookies.add(field.value());
      case "host" -> {
        malformed |= !host.isEmpty() && !host.equals(field.value());
        host = field.value();
      }
      case "content-length" -> {
        malformed |= !length.isEmpty() && !length.equals(field.value());
        length = field.value();
      }
      default -> fields.add(field);
    }
  }

  Verdict verdict() {
    String authority = pseudo.getOrDefault(":authority", host);
    boolean twoHosts = !host.isEmpty() && !host.equalsIgnoreCase(authority);
    if (malformed || twoHosts) {
      return Verdict.MALFORMED;
    }
    if (bytes > bytesMax) {
      return Verdict.TOO_LARGE;
    }
    return trailers ? Verdict.PASS : target(authority);
  }

  private Verdict target(String authority) {
    String method = pseudo.get(":method");
    String path = pseudo.get(":path");
    if (method == null || path == null || !pseudo.containsKey(":scheme")) {
      return Verdict.MALFORMED;
    }
    return authority.isEmpty() || !FieldRules.isTarget(method, path)
        ? Verdict.NO_TARGET
        : Verdict.PASS;
  }

  /**
   * What was kept. The crumbs of a cookie are one field again (RFC 9113, 8.2.3), and the host is
   * said once.
   */
  List<Field> fields() {
    List<Field> all = new ArrayList<>(fields);
    if (!cookies.isEmpty()) {
      all.add(new Field("cookie", String.join("; ", cookies)));
    }
    if (!host.isEmpty() && !pseudo.containsKey(":authority")) {
      all.add(new Field("host", host));
    }
    if (!length.isEmpty()) {
      all.add(new Field("content-length", length));
    }
    return all;
  }
}
