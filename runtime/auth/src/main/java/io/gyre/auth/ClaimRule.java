package io.gyre.auth;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What issuer or audience of a token must be: one text, or what an expression finds. Immutable. */
final class ClaimRule {
  private final String exact;

  // Linear time: it sees claims that nobody has verified yet.
  private final @Nullable Pattern pattern;

  /**
   * Takes the two ways of configuring a rule.
   *
   * @param key where the rule is configured, for messages
   * @throws IllegalArgumentException both are given, or the expression cannot be read
   */
  ClaimRule(String key, String exact, String expression) {
    if (!exact.isEmpty() && !expression.isEmpty()) {
      throw new IllegalArgumentException(key + " and " + key + "_regex exclude each other");
    }
    this.exact = exact;
    try {
      this.pattern = expression.isEmpty() ? null : Pattern.compile(expression);
    } catch (PatternSyntaxException wrong) {
      throw new IllegalArgumentException(
          key + "_regex cannot be read: " + wrong.getDescription(), wrong);
    }
  }

  /** Says whether one of the values is the text asked for; true if no text is asked for. */
  boolean allows(List<String> values) {
    return exact.isEmpty() || values.contains(exact);
  }

  /**
   * Looks for a value that matches the expression.
   *
   * @return the texts of its named groups, empty if there is no expression; null if no value
   *     matches
   */
  @Nullable Map<String, String> match(List<String> values) {
    Pattern known = pattern;
    if (known == null) {
      return Map.of();
    }
    for (String value : values) {
      Matcher matcher = known.matcher(value);
      if (matcher.find()) {
        return groups(known, matcher);
      }
    }
    return null;
  }

  private static Map<String, String> groups(Pattern pattern, Matcher matcher) {
    Map<String, String> groups = new HashMap<>();
    for (String name : pattern.namedGroups().keySet()) {
      String text = matcher.group(name);
      groups.put(name, text == null ? "" : text);
    }
    return groups;
  }
}
