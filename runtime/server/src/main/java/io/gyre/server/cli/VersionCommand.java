package io.gyre.server.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the version. */
@Command(name = "version", mixinStandardHelpOptions = true, description = "Print the version.")
final class VersionCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  VersionCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    surroundings.out().println(line());
    return 0;
  }

  static String line() {
    String version = VersionCommand.class.getPackage().getImplementationVersion();
    return "Gyre v%s (Java version: %s)"
        .formatted(Objects.requireNonNullElse(version, "dev"), Runtime.version());
  }
}
