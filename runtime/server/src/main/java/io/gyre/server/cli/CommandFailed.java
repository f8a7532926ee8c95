package io.gyre.server.cli;

import java.util.List;

/** A command that cannot do what it was asked for. Its lines are for the user. */
final class CommandFailed extends RuntimeException {

  private final List<String> lines;

  CommandFailed(String line) {
    this(List.of(line));
  }

  CommandFailed(List<String> lines) {
    super(String.join("\n", lines), null, false, false);
    this.lines = List.copyOf(lines);
  }

  List<String> lines() {
    return lines;
  }
}
