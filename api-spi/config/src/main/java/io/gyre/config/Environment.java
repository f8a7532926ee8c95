package io.gyre.config;

import io.gyre.config.ConfigNode.Scalar;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The environment variables that configure the server, and which of them were used. A variable is
 * named by one of several prefixes and the key's path in upper case; the first prefix wins, and an
 * empty variable counts as not set.
 */
final class Environment {

  /** The prefixes of variables, the stronger first. */
  static final List<String> PREFIXES = List.of("GYRE_", "CENTRIFUGO_");

  /** What an orchestrator injects for a service that happens to be called like a prefix. */
  private static final Pattern INJECTED =
      Pattern.compile(
          "(?:[A-Z0-9_]+_)?(?:SERVICE_HOST|SERVICE_PORT(?:_.+)?|PORT(?:_\\d+_(?:TCP|UDP|SCTP)(?:_.+)?)?)");

  private final Map<String, String> variables;
  private final Set<String> used = new HashSet<>();

  Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  /** The value of a name without its prefix; names that ask for it are used from then on. */
  Optional<Scalar> take(String name) {
    Optional<Scalar> value = Optional.empty();
    for (String prefix : PREFIXES) {
      String full = prefix + name;
      used.add(full);
      String text = Objects.requireNonNullElse(variables.get(full), "");
      if (value.isEmpty() && !text.isEmpty()) {
        value = Optional.of(new Scalar(text, full));
      }
    }
    return value;
  }

  /**
   * The names that begin so, without prefix and beginning, and that nobody took yet. Only our own
   * prefix: with the other one a variable of an item that there is not has no effect.
   */
  Set<String> untaken(String beginning) {
    String start = PREFIXES.getFirst() + beginning;
    Set<String> rests = new TreeSet<>();
    variables.keySet().stream()
        .filter(name -> name.startsWith(start) && !used.contains(name))
        .forEach(name -> rests.add(name.substring(start.length())));
    return rests;
  }

  /**
   * Full names that carry a prefix, were never asked for, and are not known to be something else.
   */
  Set<String> unknown() {
    Set<String> unknown = new TreeSet<>();
    for (String prefix : PREFIXES) {
      variables.keySet().stream()
          .filter(name -> name.startsWith(prefix) && !used.contains(name))
          .filter(name -> !ignored(name.substring(prefix.length())))
          .forEach(unknown::add);
    }
    return unknown;
  }

  private static boolean ignored(String rest) {
    return rest.startsWith("VAR_") || INJECTED.matcher(rest).matches();
  }

  /** The part of a variable's name that stands for a key or for a name users chose. */
  static String part(String name) {
    StringBuilder part = new StringBuilder();
    for (int index = 0; index < name.length(); index++) {
      char next = name.charAt(index);
      boolean plain = next < 128 && Character.isLetterOrDigit(next);
      part.append(plain ? Character.toUpperCase(next) : '_');
    }
    return part.toString();
  }
}
