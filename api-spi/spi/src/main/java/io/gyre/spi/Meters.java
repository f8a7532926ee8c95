package io.gyre.spi;

import java.util.function.LongSupplier;

/**
 * Makes meters that already carry the labels of the component they are lent to. Labels come as
 * pairs of name and value. Asking twice for the same meter gives the same one. Thread-safe.
 */
public interface Meters {

  /** A count that only grows. */
  Counter counter(String name, String... labels);

  /** A distribution of durations. */
  Timer timer(String name, String... labels);

  /** A value read whenever the meters are; {@code value} must not block. */
  void gauge(String name, LongSupplier value, String... labels);

  /** A count that only grows. Thread-safe. */
  @FunctionalInterface
  interface Counter {
    /** Adds a non-negative amount. */
    void add(long amount);
  }

  /** A distribution of durations. Thread-safe. */
  @FunctionalInterface
  interface Timer {
    /** Adds one duration in nanoseconds. */
    void record(long nanos);
  }
}
