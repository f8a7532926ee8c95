package io.gyre.server.plugin;

import java.util.List;

/** The plugins as they lie cannot be started. Holds every problem found, not only the first. */
public final class PluginsRefused extends RuntimeException {
  private final transient List<String> problems;

  /** Joins the problems to one message; each names its jar. */
  public PluginsRefused(List<String> problems) {
    super(String.join("\n", problems), null, false, false);
    this.problems = List.copyOf(problems);
  }

  /** One line a problem. */
  public List<String> problems() {
    return problems;
  }
}
