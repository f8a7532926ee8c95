package io.gyre.core.channel;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.function.Predicate;

/**
 * A pattern as users write it: {@code *} for any text, {@code ?} for one character, <code>[abc]
 * </code>, <code>[a-z]</code> and <code>[!a]</code> for one of a set, <code>{one,two}</code> for
 * alternatives, a backslash before a character that means itself. Immutable. Matching takes time
 * linear in the text, whatever the pattern.
 */
public final class Glob {
  /** Characters of a pattern; patterns also come from API callers. */
  static final int LENGTH_MAX = 1024;

  private static final int NESTING_MAX = 16;

  private final String pattern;
  private final Predicate<String> test;

  private Glob(String pattern, Predicate<String> test) {
    this.pattern = pattern;
    this.test = test;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException a bracket or brace is not closed, or the pattern is too long
   */
  public static Glob compile(String pattern) {
    if (pattern.length() > LENGTH_MAX) {
      throw new IllegalArgumentException("pattern too long length=" + pattern.length());
    }
    return new Glob(pattern, test(pattern));
  }

  /** Says whether the pattern covers the whole text. */
  public boolean matches(String text) {
    return test.test(text);
  }

  @Override
  public String toString() {
    return pattern;
  }

  private static Predicate<String> test(String pattern) {
    int special = firstSpecial(pattern);
    if (special == pattern.length()) {
      return pattern::equals;
    }
    if (pattern.charAt(special) == '*' && special == pattern.length() - 1) {
      String prefix = pattern.substring(0, special);
      return text -> text.startsWith(prefix);
    }
    try {
      Pattern expression = Pattern.compile(new Translation(pattern).expression(), Pattern.DOTALL);
      return text -> expression.matcher(text).matches();
    } catch (PatternSyntaxException wrong) {
      throw new IllegalArgumentException("pattern cannot be read", wrong);
    }
  }

  private static int firstSpecial(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      if ("*?[{\\".indexOf(pattern.charAt(i)) >= 0) {
        return i;
      }
    }
    return pattern.length();
  }

  /** Writes a pattern as a regular expression of the linear kind. */
  private static final class Translation {
    private final String pattern;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int nesting;

    Translation(String pattern) {
      this.pattern = pattern;
    }

    String expression() {
      while (at < pattern.length()) {
        int character = next();
        switch (character) {
          case '*' -> anyText();
          case '?' -> out.append('.');
          case '[' -> set();
          case '{' -> open();
          case '}' -> close();
          case ',' -> comma();
          case '\\' -> literal(escaped());
          default -> literal(character);
        }
      }
      if (nesting > 0) {
        throw wrong("brace not closed");
      }
      return out.toString();
    }

    private void anyText() {
      while (at < pattern.length() && pattern.charAt(at) == '*') {
        at++;
      }
      out.append(".*");
    }

    private void open() {
      if (++nesting > NESTING_MAX) {
        throw wrong("too many braces in braces");
      }
      out.append("(?:");
    }

    private void close() {
      if (nesting == 0) {
        literal('}');
      } else {
        nesting--;
        out.append(')');
      }
    }

    private void comma() {
      if (nesting == 0) {
        literal(',');
      } else {
        out.append('|');
      }
    }

    private void set() {
      out.append('[');
      if (at < pattern.length() && pattern.charAt(at) == '!') {
        at++;
        out.append('^');
      }
      if (isRange()) {
        member(next());
        next();
        out.append('-');
        member(next());
      } else {
        members();
      }
      at++;
      out.append(']');
    }

    /** Says whether the bracket holds exactly two characters with a dash between them. */
    private boolean isRange() {
      int close = pattern.indexOf(']', Math.min(at + 1, pattern.length()));
      if (close < 0 || pattern.codePointCount(at, close) != 3) {
        return false;
      }
      return pattern.charAt(at) != '\\'
          && pattern.codePointAt(pattern.offsetByCodePoints(at, 1)) == '-';
    }

    private void members() {
      int start = at;
      while (at < pattern.length() && pattern.charAt(at) != ']') {
        int character = next();
        member(character == '\\' ? escaped() : character);
      }
      if (at >= pattern.length() || at == start) {
        throw wrong("bracket not closed or empty");
      }
    }

    private int escaped() {
      if (at >= pattern.length()) {
        throw wrong("nothing after the backslash");
      }
      return next();
    }

    private int next() {
      int character = pattern.codePointAt(at);
      at += Character.charCount(character);
      return character;
    }

    private void member(int character) {
      if ("\\^-[]&~".indexOf(character) >= 0) {
        out.append('\\');
      }
      out.appendCodePoint(character);
    }

    private void literal(int character) {
      out.append(Pattern.quote(Character.toString(character)));
    }

    private IllegalArgumentException wrong(String what) {
      return new IllegalArgumentException("pattern cannot be read: " + what + " at=" + at);
    }
  }
}
