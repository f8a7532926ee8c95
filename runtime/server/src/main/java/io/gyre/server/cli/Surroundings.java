package io.gyre.server.cli;

import io.gyre.server.plugin.Providers;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What commands see of the world around them; tests give another.
 *
 * @param out standard output
 * @param err standard error
 * @param environment all environment variables
 * @param folder the working directory
 * @param clock the wall clock
 * @param providers finds the providers; called at most once, and only by commands that need them
 */
public record Surroundings(
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Path folder,
    InstantSource clock,
    Supplier<Providers> providers) {

  /** Copies the variables. */
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  void warn(String text) {
    err.println("warning: " + text);
  }
}
