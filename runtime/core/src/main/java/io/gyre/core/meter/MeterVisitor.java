package io.gyre.core.meter;

/**
 * Is told the value of each meter. Several calls with the same name and labels add up. Labels come
 * as pairs of name and value.
 */
public interface MeterVisitor {
  /** A count that only grows. */
  void count(String name, long value, String... labels);

  /** A value that goes up and down. */
  void level(String name, long value, String... labels);

  /** A distribution. */
  void distribution(String name, Distribution distribution, String... labels);
}
