package io.gyre.config;

import io.gyre.config.ConfigProblem.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the problems of one configuration, so that all of them can be shown together. Not
 * thread-safe: one reader fills it.
 */
public final class Problems {

  private static final int TEXT_LENGTH_MAX = 120;
  private final List<ConfigProblem> found = new ArrayList<>();

  /** Adds a problem. */
  public void add(ConfigProblem problem) {
    found.add(problem);
  }

  /** Adds an error that no single written value is to blame for. */
  public void error(String path, String value, String message, String remedy) {
    found.add(new ConfigProblem(Severity.ERROR, path, shortened(value), message, remedy, ""));
  }

  /** Adds an error about a written value. */
  public void error(
      String path, ConfigNode.Scalar value, boolean secret, String message, String remedy) {
    String shown = secret ? "***" : shortened(value.text());
    found.add(new ConfigProblem(Severity.ERROR, path, shown, message, remedy, value.origin()));
  }

  /** Adds what is probably a mistake. */
  public void suspect(String path, String message, String remedy, String origin) {
    found.add(new ConfigProblem(Severity.SUSPECT, path, "", message, remedy, origin));
  }

  /** Adds a warning. */
  public void warning(String path, String message, String remedy, String origin) {
    found.add(new ConfigProblem(Severity.WARNING, path, "", message, remedy, origin));
  }

  /** Everything found so far, in the order of discovery. */
  public List<ConfigProblem> all() {
    return List.copyOf(found);
  }

  /** Those that keep the server from starting. */
  public List<ConfigProblem> errors(boolean strict) {
    return found.stream().filter(problem -> stops(problem, strict)).toList();
  }

  /** Those that do not. */
  public List<ConfigProblem> warnings(boolean strict) {
    return found.stream().filter(problem -> !stops(problem, strict)).toList();
  }

  private static boolean stops(ConfigProblem problem, boolean strict) {
    return switch (problem.severity()) {
      case ERROR -> true;
      case SUSPECT -> strict;
      case WARNING -> false;
    };
  }

  private static String shortened(String text) {
    String line = text.replace('\n', ' ');
    return line.length() <= TEXT_LENGTH_MAX ? line : line.substring(0, TEXT_LENGTH_MAX) + "...";
  }
}
