package io.gyre.server.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file {@code .env} of the working directory: variables for the main run that the environment
 * does not set already. Lines are {@code NAME=value}, the value may be quoted, {@code #} begins a
 * comment.
 */
public final class DotEnv {

  private static final Pattern LINE =
      Pattern.compile(
          "\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)\\s*[=:]\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|([^#]*?))\\s*(?:#.*)?");

  private DotEnv() {}

  /** The environment with the variables of the file added; the environment wins. */
  public static Map<String, String> over(Map<String, String> environment, Path folder) {
    Path file = folder.resolve(".env");
    if (!Files.isRegularFile(file)) {
      return environment;
    }
    try {
      Map<String, String> all =
          new LinkedHashMap<>(parse(Files.readAllLines(file, StandardCharsets.UTF_8)));
      all.putAll(environment);
      return all;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Map<String, String> parse(List<String> lines) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        variables.put(matcher.group(1), value(matcher));
      }
    }
    return variables;
  }

  private static String value(Matcher matcher) {
    String doubleQuoted = matcher.group(2);
    if (doubleQuoted != null) {
      return doubleQuoted.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
    }
    String singleQuoted = matcher.group(3);
    return singleQuoted != null ? singleQuoted : matcher.group(4);
  }
}
