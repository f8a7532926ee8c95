package io.gyre.core.channel;

/**
 * Compares decimal numbers in their written form: exact, without limits of a binary type, and
 * without allocation.
 */
final class DecimalText {
  /** Longer texts are no numbers here; bounds the work for one comparison. */
  static final int LENGTH_MAX = 200;

  private DecimalText() {}

  /**
   * Says whether the text is an optional sign, digits, and optionally a point followed by digits.
   */
  static boolean isNumber(String text) {
    if (text.length() > LENGTH_MAX) {
      return false;
    }
    int start = afterSign(text);
    int point = digitsEnd(text, start);
    if (point == start) {
      return false;
    }
    if (point == text.length()) {
      return true;
    }
    int end = digitsEnd(text, point + 1);
    return text.charAt(point) == '.' && end > point + 1 && end == text.length();
  }

  /** Compares two texts for which {@link #isNumber} holds. */
  static int compare(String left, String right) {
    int leftSign = sign(left);
    int rightSign = sign(right);
    if (leftSign != rightSign) {
      return Integer.compare(leftSign, rightSign);
    }
    return leftSign * compareMagnitudes(left, right);
  }

  private static int compareMagnitudes(String left, String right) {
    int leftStart = afterZeros(left);
    int rightStart = afterZeros(right);
    int leftPoint = digitsEnd(left, leftStart);
    int rightPoint = digitsEnd(right, rightStart);
    int order = Integer.compare(leftPoint - leftStart, rightPoint - rightStart);
    for (int i = 0; order == 0 && i < leftPoint - leftStart; i++) {
      order = Character.compare(left.charAt(leftStart + i), right.charAt(rightStart + i));
    }
    int places = Math.max(left.length() - leftPoint, right.length() - rightPoint);
    for (int i = 1; order == 0 && i < places; i++) {
      order =
          Character.compare(digitOrZero(left, leftPoint + i), digitOrZero(right, rightPoint + i));
    }
    return Integer.signum(order);
  }

  private static int sign(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character > '0' && character <= '9') {
        return text.charAt(0) == '-' ? -1 : 1;
      }
    }
    return 0;
  }

  private static char digitOrZero(String text, int at) {
    return at < text.length() ? text.charAt(at) : '0';
  }

  private static int afterSign(String text) {
    return !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
  }

  private static int afterZeros(String text) {
    int at = afterSign(text);
    while (at < text.length() && text.charAt(at) == '0') {
      at++;
    }
    return at;
  }

  private static int digitsEnd(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
