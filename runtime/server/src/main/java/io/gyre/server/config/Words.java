package io.gyre.server.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.gyre.config.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Checks that several rules share: words out of a list, names, patterns. */
final class Words {

  private Words() {}

  /** A value that must be one of some words. */
  static void oneOf(String path, String value, List<String> words, Problems problems) {
    if (!words.contains(value)) {
      List<String> shown = words.stream().filter(word -> !word.isEmpty()).toList();
      problems.error(path, value, "is not known", "write one of " + String.join(", ", shown));
    }
  }

  /** Names of the items of a list: well-formed, and each only once. */
  static void names(String list, List<String> names, String pattern, Problems problems) {
    Set<String> seen = new HashSet<>();
    for (int index = 0; index < names.size(); index++) {
      String name = names.get(index);
      String path = list + "[" + index + "].name";
      if (!name.matches(pattern)) {
        problems.error(path, name, "is not a name", "use a name that matches " + pattern);
      } else if (!seen.add(name)) {
        problems.error(path, name, "is there twice", "give each its own name");
      }
    }
  }

  /** A regular expression in RE2 syntax; empty means none. */
  static void pattern(String path, String expression, Problems problems) {
    try {
      Pattern.compile(expression);
    } catch (PatternSyntaxException broken) {
      problems.error(
          path,
          expression,
          "is not a regular expression: " + broken.getDescription(),
          "write RE2 syntax");
    }
  }

  /** A text that a close frame or an error can carry. */
  static void reason(String path, String text, Problems problems) {
    boolean ascii = text.chars().allMatch(c -> c >= ' ' && c < 127);
    if (!ascii || text.length() > REASON_LENGTH_MAX) {
      String limit =
          String.format(Locale.ROOT, "write ASCII of at most %d characters", REASON_LENGTH_MAX);
      problems.error(path, text, "cannot be sent", limit);
    }
  }

  private static final int REASON_LENGTH_MAX = 123;
}
