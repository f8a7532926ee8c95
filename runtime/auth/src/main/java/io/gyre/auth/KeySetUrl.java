package io.gyre.auth;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where a key set is: a fixed address, or one with names in double braces that are filled in from a
 * token. Since the token is not verified at that time, the filling must not be free to choose: the
 * expressions must list the texts a name can stand for. Immutable.
 */
final class KeySetUrl {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_]+)\\s*\\}\\}");

  /** One literal text: plain characters, or punctuation behind a backslash. */
  private static final Pattern LITERAL =
      Pattern.compile("^(?:[-A-Za-z0-9_~:/@,=]|\\\\[-./_~:@,=+])+$");

  private static final List<String> KEYS = List.of("issuer_regex", "audience_regex");

  /** What may be filled in even where the check was switched off. */
  private static final Pattern FILLING = Pattern.compile("^[-A-Za-z0-9_.~:/]+$");

  private final String template;
  private final List<String> names;

  /**
   * Takes an address.
   *
   * @throws IllegalArgumentException it is no address of a key set
   */
  KeySetUrl(String template) {
    this.template = template;
    this.names = names(template);
    resolved(PLACEHOLDER.matcher(template).replaceAll("x"));
  }

  private static List<String> names(String template) {
    List<String> names = new ArrayList<>();
    Matcher matcher = PLACEHOLDER.matcher(template);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return List.copyOf(names);
  }

  /**
   * Says what is unsafe about filling the address in with what the expressions find.
   *
   * @param expressions the values of issuer_regex and audience_regex
   * @return one sentence a problem, none if each name stands for listed texts only
   * @throws IllegalArgumentException a name is found by none of the expressions
   */
  List<String> problems(List<String> expressions) {
    for (String name : names) {
      if (expressions.stream().allMatch(expression -> groupBodies(expression, name).isEmpty())) {
        throw new IllegalArgumentException(
            "jwks_public_endpoint needs a group named "
                + name
                + " in issuer_regex or audience_regex");
      }
    }
    List<String> problems = new ArrayList<>();
    for (int index = 0; !names.isEmpty() && index < expressions.size(); index++) {
      problems(KEYS.get(index), expressions.get(index), problems);
    }
    return problems;
  }

  private void problems(String key, String expression, List<String> problems) {
    if (hasCharacterClass(expression)) {
      problems.add(
          key + ": classes of characters cannot go with names to fill in jwks_public_endpoint");
      return;
    }
    for (String name : names) {
      if (!groupBodies(expression, name).stream().allMatch(KeySetUrl::isLiteralAlternatives)) {
        problems.add(
            key
                + ": group "
                + name
                + " used in jwks_public_endpoint must list literal alternatives");
      }
    }
  }

  /** Whether there is a class in brackets, or one by a letter. */
  private static boolean hasCharacterClass(String expression) {
    for (int index = 0; index < expression.length(); index++) {
      if (expression.charAt(index) == '[') {
        return true;
      }
      if (expression.charAt(index) == '\\') {
        index++;
        if (index < expression.length() && "dDwWsSpP".indexOf(expression.charAt(index)) >= 0) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<String> groupBodies(String expression, String name) {
    List<String> bodies = new ArrayList<>();
    for (String opening : List.of("(?P<" + name + ">", "(?<" + name + ">")) {
      int from = expression.indexOf(opening);
      while (from >= 0) {
        int start = from + opening.length();
        int end = expression.indexOf(')', start);
        bodies.add(expression.substring(start, end < 0 ? expression.length() : end));
        from = expression.indexOf(opening, start);
      }
    }
    return bodies;
  }

  private static boolean isLiteralAlternatives(String body) {
    for (String alternative : body.split("\\|", -1)) {
      if (!LITERAL.matches(alternative)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Fills the address in.
   *
   * @throws IllegalArgumentException a text is missing, or leads out of where the template points
   */
  URI fill(Map<String, String> texts) {
    String address = template;
    for (String name : names) {
      String text = texts.getOrDefault(name, "");
      if (!FILLING.matches(text)) {
        throw new IllegalArgumentException("nothing fit for key set address name=" + name);
      }
      address = replaced(address, name, text);
    }
    return resolved(address);
  }

  private static String replaced(String address, String name, String text) {
    Pattern placeholder = Pattern.compile("\\{\\{\\s*" + name + "\\s*\\}\\}");
    return placeholder.matcher(address).replaceAll(Matcher.quoteReplacement(text));
  }

  private static URI resolved(String address) {
    try {
      URI uri = new URI(address);
      String scheme = uri.getScheme();
      boolean web = "http".equals(scheme) || "https".equals(scheme);
      if (!web || uri.getHost() == null || climbs(uri)) {
        throw new IllegalArgumentException(
            "jwks_public_endpoint is no address of a key set; write an http or https URL");
      }
      return uri;
    } catch (URISyntaxException wrong) {
      throw new IllegalArgumentException(
          "jwks_public_endpoint is no URL: %s; write an http or https URL"
              .formatted(wrong.getMessage()),
          wrong);
    }
  }

  private static boolean climbs(URI uri) {
    String path = uri.getPath() == null ? "" : uri.getPath();
    for (String segment : path.split("/", -1)) {
      if (".".equals(segment) || "..".equals(segment)) {
        return true;
      }
    }
    return false;
  }
}
