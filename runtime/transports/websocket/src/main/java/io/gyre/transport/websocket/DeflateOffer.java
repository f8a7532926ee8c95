package io.gyre.transport.websocket;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Offers of the extension permessage-deflate (RFC 7692). */
final class DeflateOffer {
  /** The only terms the server agrees to: every message is compressed on its own. */
  static final String ANSWER =
      "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

  private DeflateOffer() {}

  /** Whether one of the offers can be accepted with {@link #ANSWER}. */
  static boolean acceptable(List<String> extensionHeaders) {
    for (String header : extensionHeaders) {
      for (String offer : header.split(",", -1)) {
        if (fits(offer.split(";", -1))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean fits(String[] parts) {
    if (parts.length == 0 || !parts[0].strip().equalsIgnoreCase("permessage-deflate")) {
      return false;
    }
    Set<String> seen = new HashSet<>();
    for (int i = 1; i < parts.length; i++) {
      String[] parameter = parts[i].strip().toLowerCase(Locale.ROOT).split("=", 2);
      String value = parameter.length == 1 ? "" : parameter[1].strip().replace("\"", "");
      if (!seen.add(parameter[0].strip()) || !known(parameter[0].strip(), value)) {
        return false;
      }
    }
    return true;
  }

  private static boolean known(String name, String value) {
    return switch (name) {
      case "server_no_context_takeover", "client_no_context_takeover" -> value.isEmpty();
      case "client_max_window_bits" -> value.isEmpty() || value.matches("[89]|1[0-5]");
      case "server_max_window_bits" -> value.equals("15"); // the platform's deflater has no other
      default -> false;
    };
  }
}
