package io.gyre.core.channel;

import io.gyre.protocol.FilterNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides by its tags whether a publication reaches a subscriber. Immutable; deciding allocates
 * nothing.
 *
 * <p>Filters that must decide alike for the same reason are equal, whatever the order in which
 * operands and values were written, so that a broadcast asks each distinct filter once.
 */
public final class TagsFilter {
  /** Operands inside operands. */
  static final int DEPTH_MAX = 32;

  /** Nodes and listed values together; bounds the work for one publication. */
  static final int PARTS_MAX = 1024;

  private final Test test;
  private final String canonical;

  private TagsFilter(Test test, String canonical) {
    this.test = test;
    this.canonical = canonical;
  }

  /**
   * Checks a client's filter and prepares it.
   *
   * @throws IllegalArgumentException the filter is incomplete, names an unknown operation or is too
   *     large; the client is told bad request
   */
  public static TagsFilter compile(FilterNode node) {
    return new Compiler().compile(node, 1);
  }

  /** Says whether a publication with these tags passes. */
  public boolean matches(Map<String, String> tags) {
    return test.passes(tags);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TagsFilter filter && canonical.equals(filter.canonical);
  }

  @Override
  public int hashCode() {
    return canonical.hashCode();
  }

  @Override
  public String toString() {
    return canonical;
  }

  private interface Test {
    boolean passes(Map<String, String> tags);
  }

  /** What a comparison asks of a tag that is there. */
  private interface ValueTest {
    boolean passes(String value);
  }

  private interface Ordering {
    boolean accepts(int order);
  }

  private static final class Compiler {
    private int parts;

    TagsFilter compile(FilterNode node, int depth) {
      if (depth > DEPTH_MAX) {
        throw refused("too deep");
      }
      count(1 + node.vals().size());
      return switch (node.op()) {
        case "" -> comparison(node);
        case "and" -> all(operands(node, depth));
        case "or" -> any(operands(node, depth));
        case "not" -> negation(operands(node, depth));
        default -> throw refused("unknown operation");
      };
    }

    private List<TagsFilter> operands(FilterNode node, int depth) {
      if (node.nodes().isEmpty()) {
        throw refused("operation without nodes");
      }
      List<TagsFilter> operands = new ArrayList<>(node.nodes().size());
      for (FilterNode operand : node.nodes()) {
        operands.add(compile(operand, depth + 1));
      }
      return operands;
    }

    private void count(int more) {
      parts += more;
      if (parts > PARTS_MAX) {
        throw refused("too large");
      }
    }

    private static TagsFilter all(List<TagsFilter> operands) {
      Test[] tests = tests(operands);
      return new TagsFilter(
          tags -> {
            for (Test test : tests) {
              if (!test.passes(tags)) {
                return false;
              }
            }
            return true;
          },
          canonical("and", operands));
    }

    private static TagsFilter any(List<TagsFilter> operands) {
      Test[] tests = tests(operands);
      return new TagsFilter(
          tags -> {
            for (Test test : tests) {
              if (test.passes(tags)) {
                return true;
              }
            }
            return false;
          },
          canonical("or", operands));
    }

    private static TagsFilter negation(List<TagsFilter> operands) {
      if (operands.size() != 1) {
        throw refused("not takes one node");
      }
      Test test = operands.getFirst().test;
      return new TagsFilter(tags -> !test.passes(tags), canonical("not", operands));
    }

    private static TagsFilter comparison(FilterNode node) {
      return switch (node.cmp()) {
        case "ex", "nex" -> existence(node);
        case "in", "nin" -> membership(node);
        case "eq", "neq", "sw", "ew", "ct", "gt", "gte", "lt", "lte" -> valueComparison(node);
        default -> throw refused("unknown comparison");
      };
    }

    private static String key(FilterNode node) {
      if (node.key().isEmpty()) {
        throw refused("comparison without key");
      }
      return node.key();
    }

    private static TagsFilter existence(FilterNode node) {
      if (!node.val().isEmpty() || !node.vals().isEmpty()) {
        throw refused("existence with a value");
      }
      String key = node.key();
      boolean wanted = "ex".equals(node.cmp());
      return new TagsFilter(
          tags -> tags.containsKey(key) == wanted, canonical(node.cmp(), key, List.of()));
    }

    private static TagsFilter membership(FilterNode node) {
      if (node.vals().isEmpty() || !node.val().isEmpty()) {
        throw refused("comparison without values, or with one more");
      }
      SortedSet<String> values = new TreeSet<>(node.vals());
      String key = key(node);
      boolean wanted = "in".equals(node.cmp());
      return new TagsFilter(
          tags -> {
            String value = tags.get(key);
            return values.contains(value == null ? "" : value) == wanted; // as if it were empty
          },
          canonical(node.cmp(), key, values));
    }

    private static TagsFilter valueComparison(FilterNode node) {
      String wanted = node.val();
      if (wanted.isEmpty() || !node.vals().isEmpty()) {
        throw refused("comparison without value, or with more than one");
      }
      String key = key(node);
      boolean whenAbsent = "neq".equals(node.cmp());
      ValueTest test = valueTest(node.cmp(), wanted);
      return new TagsFilter(
          tags -> {
            String value = tags.get(key);
            return value == null ? whenAbsent : test.passes(value);
          },
          canonical(node.cmp(), key, List.of(wanted)));
    }

    private static ValueTest valueTest(String comparison, String wanted) {
      return switch (comparison) {
        case "eq" -> wanted::equals;
        case "neq" -> value -> !wanted.equals(value);
        case "sw" -> value -> value.startsWith(wanted);
        case "ew" -> value -> value.endsWith(wanted);
        case "ct" -> value -> value.contains(wanted);
        case "gt" -> number(wanted, order -> order > 0);
        case "gte" -> number(wanted, order -> order >= 0);
        case "lt" -> number(wanted, order -> order < 0);
        default -> number(wanted, order -> order <= 0);
      };
    }

    private static ValueTest number(String wanted, Ordering ordering) {
      if (!DecimalText.isNumber(wanted)) {
        return value -> false;
      }
      return value ->
          DecimalText.isNumber(value) && ordering.accepts(DecimalText.compare(value, wanted));
    }

    private static Test[] tests(List<TagsFilter> operands) {
      return operands.stream().map(operand -> operand.test).toArray(Test[]::new);
    }

    private static String canonical(String operation, List<TagsFilter> operands) {
      SortedSet<String> parts = new TreeSet<>();
      for (TagsFilter operand : operands) {
        parts.add(operand.canonical);
      }
      return operation + "(" + String.join(",", parts) + ")";
    }

    /** Lengths stand before texts, so no text can look like another filter. */
    private static String canonical(String comparison, String key, Iterable<String> values) {
      StringBuilder text = new StringBuilder(comparison).append(' ');
      text.append(key.length()).append(':').append(key);
      for (String value : values) {
        text.append(' ').append(value.length()).append(':').append(value);
      }
      return text.toString();
    }

    private static IllegalArgumentException refused(String what) {
      return new IllegalArgumentException("tags filter refused: " + what);
    }
  }
}
