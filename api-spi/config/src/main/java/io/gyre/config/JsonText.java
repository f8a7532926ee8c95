package io.gyre.config;

import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigNode.Items;
import io.gyre.config.ConfigNode.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON as RFC 8259 has it, and refuses all else: comments, trailing commas, a key written
 * twice. A member that is null counts as not written.
 */
public final class JsonText {

  private static final int DEPTH_MAX = 64;
  private static final Pattern LITERAL =
      Pattern.compile("true|false|null|-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][-+]?\\d+)?");

  private final String text;
  private final String origin;
  private final boolean lines;
  private int position;
  private int counted;
  private int line = 1;

  private JsonText(String text, String origin, boolean lines) {
    this.text = text;
    this.origin = origin;
    this.lines = lines;
  }

  /**
   * Reads one value.
   *
   * @throws ConfigSyntaxException naming line and column
   */
  public static ConfigNode parse(String text, String origin) {
    return new JsonText(text, origin, false).document();
  }

  /**
   * Reads one value whose parts know the line they stand in.
   *
   * @param file the name that the text has in origins
   * @throws ConfigSyntaxException naming line and column
   */
  public static ConfigNode parseFile(String text, String file) {
    return new JsonText(text, file, true).document();
  }

  private ConfigNode document() {
    Optional<ConfigNode> value = value(0);
    skipSpace();
    if (position < text.length()) {
      throw failure("unexpected text after the value");
    }
    return value.orElseGet(() -> Block.empty(origin));
  }

  /** Where the reader stands; it never goes back, so that each line is counted once. */
  private String here() {
    for (; lines && counted < position; counted++) {
      line += text.charAt(counted) == '\n' ? 1 : 0;
    }
    return lines ? origin + ", line " + line : origin;
  }

  private Optional<ConfigNode> value(int depth) {
    if (depth > DEPTH_MAX) {
      throw failure("nested deeper than " + DEPTH_MAX);
    }
    skipSpace();
    char next = position < text.length() ? text.charAt(position) : ' ';
    return switch (next) {
      case '{' -> Optional.of(object(depth));
      case '[' -> Optional.of(array(depth));
      case '"' -> Optional.of(text());
      default -> literal();
    };
  }

  private Scalar text() {
    String begin = here();
    return new Scalar(string(), begin);
  }

  private Block object(int depth) {
    String begin = here();
    Map<String, ConfigNode> members = new LinkedHashMap<>();
    take('{');
    if (!takeIf('}')) {
      do {
        skipSpace();
        String key = string();
        take(':');
        Optional<ConfigNode> value = value(depth + 1);
        if (value.isPresent() && members.put(key, value.get()) != null) {
          throw failure("key \"" + key + "\" is written twice");
        }
      } while (takeIf(','));
      take('}');
    }
    return new Block(members, begin);
  }

  private Items array(int depth) {
    String begin = here();
    List<ConfigNode> items = new ArrayList<>();
    take('[');
    if (!takeIf(']')) {
      do {
        value(depth + 1).ifPresent(items::add);
      } while (takeIf(','));
      take(']');
    }
    return new Items(items, begin);
  }

  private Optional<ConfigNode> literal() {
    Matcher matcher = LITERAL.matcher(text).region(position, text.length());
    if (!matcher.lookingAt()) {
      throw failure(position < text.length() ? "a value is expected" : "the text ends too early");
    }
    position = matcher.end();
    return matcher.group().equals("null")
        ? Optional.empty()
        : Optional.of(new Scalar(matcher.group(), here()));
  }

  private String string() {
    if (position >= text.length() || text.charAt(position) != '"') {
      throw failure("a text in double quotes is expected");
    }
    StringBuilder content = new StringBuilder();
    for (position++; position < text.length(); position++) {
      char next = text.charAt(position);
      if (next == '"') {
        position++;
        return content.toString();
      } else if (next < ' ') {
        throw failure("a text may not hold control characters");
      }
      content.append(next == '\\' ? escaped() : next);
    }
    throw failure("a text is not closed");
  }

  private char escaped() {
    position++;
    char escape = position < text.length() ? text.charAt(position) : ' ';
    return switch (escape) {
      case '"', '\\', '/' -> escape;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw failure("unknown escape in a text");
    };
  }

  private char unicode() {
    int end = position + 5;
    if (end > text.length() || !text.substring(position + 1, end).matches("[0-9a-fA-F]{4}")) {
      throw failure("four hexadecimal digits are expected");
    }
    int code = Integer.parseInt(text.substring(position + 1, end), 16);
    position += 4;
    return (char) code;
  }

  private void skipSpace() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  private boolean takeIf(char expected) {
    skipSpace();
    boolean there = position < text.length() && text.charAt(position) == expected;
    position += there ? 1 : 0;
    return there;
  }

  private void take(char expected) {
    if (!takeIf(expected)) {
      throw failure("'" + expected + "' is expected");
    }
  }

  private ConfigSyntaxException failure(String message) {
    String before = text.substring(0, Math.min(position, text.length()));
    long failed = before.chars().filter(c -> c == '\n').count() + 1;
    int column = before.length() - before.lastIndexOf('\n');
    return new ConfigSyntaxException(
        "JSON, line " + failed + ", column " + column + ": " + message);
  }
}
