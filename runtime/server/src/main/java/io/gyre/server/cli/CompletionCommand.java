package io.gyre.server.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that completes commands and options. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Print a completion script: source <(gyre completion bash)")
final class CompletionCommand implements Callable<Integer> {

  /** The shells whose completion the script serves. */
  enum Shell {
    bash,
    zsh
  }

  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "SHELL",
      arity = "0..1",
      description = "bash or zsh; one script serves both.")
  private Shell shell = Shell.bash;

  @Spec private CommandSpec spec = CommandSpec.create();

  CompletionCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    surroundings.out().println("# " + shell + " completion of gyre");
    surroundings.out().print(AutoComplete.bash("gyre", spec.root().commandLine()));
    return 0;
  }
}
