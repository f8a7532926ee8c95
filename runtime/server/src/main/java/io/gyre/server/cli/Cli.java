package io.gyre.server.cli;

import io.gyre.config.ConfigSyntaxException;
import io.gyre.config.FlagOverlay;
import io.gyre.server.plugin.PluginsRefused;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line: without a command it runs the server. What went wrong goes to standard error, a
 * line each, and the exit code is 1.
 */
public final class Cli {

  private static final int FAILURE = 1;

  private final Surroundings surroundings;
  private final ServerLauncher launcher;

  /** A command line that runs the server by this launcher. */
  public Cli(Surroundings surroundings, ServerLauncher launcher) {
    this.surroundings = surroundings;
    this.launcher = launcher;
  }

  /** Runs the command that the arguments ask for and returns the exit code of the process. */
  public int run(String... arguments) {
    try {
      Configuration configuration = new Configuration(surroundings);
      FlagOverlay flags = configuration.split(List.of(arguments));
      Optional<SourceOptions> plain = SourceOptions.plain(flags.rest());
      if (plain.isPresent()) {
        return serve(new RunCommand(surroundings, configuration, flags, launcher, plain.get()));
      }
      CommandLine commands = commands(configuration, flags);
      return commands.execute(flags.rest().toArray(String[]::new));
    } catch (ConfigSyntaxException | PluginsRefused wrong) {
      return failed(wrong);
    }
  }

  /**
   * Most starts need nothing of the parser, whose classes are too old for the start-up cache: a
   * quarter of the start's time.
   */
  private int serve(RunCommand command) {
    try {
      return command.call();
    } catch (Exception failure) {
      return failed(failure);
    }
  }

  private CommandLine commands(Configuration configuration, FlagOverlay flags) {
    CommandLine commands =
        new CommandLine(
            new RunCommand(surroundings, configuration, flags, launcher, new SourceOptions()));
    commands
        .addSubcommand(new CheckConfigCommand(surroundings, configuration, flags))
        .addSubcommand(new ConfigCommand(surroundings, configuration, flags))
        .addSubcommand(new GenConfigCommand(surroundings))
        .addSubcommand(new DefaultConfigCommand(surroundings, configuration))
        .addSubcommand(new DefaultEnvCommand(surroundings, configuration))
        .addSubcommand(new ConfigDocCommand(surroundings, configuration))
        .addSubcommand(new TokenCommands.GenToken(surroundings, configuration))
        .addSubcommand(new TokenCommands.GenSubToken(surroundings, configuration))
        .addSubcommand(new TokenCommands.CheckToken(surroundings, configuration))
        .addSubcommand(new TokenCommands.CheckSubToken(surroundings, configuration))
        .addSubcommand(new VersionCommand(surroundings))
        .addSubcommand(new ServeCommand(surroundings))
        .addSubcommand(new CompletionCommand(surroundings));
    commands.getCommandSpec().version(VersionCommand.line());
    commands.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
    commands.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
    commands.setParameterExceptionHandler((wrong, given) -> misused(wrong));
    commands.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
    return commands;
  }

  private int misused(ParameterException wrong) {
    String problem =
        wrong instanceof UnmatchedArgumentException unknown ? unknown(unknown) : wrong.getMessage();
    surroundings.err().println("error: " + problem);
    String name = wrong.getCommandLine().getCommandSpec().qualifiedName();
    surroundings.err().println("see " + name + " --help");
    return FAILURE;
  }

  private static String unknown(UnmatchedArgumentException wrong) {
    String word = wrong.getUnmatched().getFirst();
    String noun = word.startsWith("-") ? "option" : "command";
    List<String> near = wrong.getSuggestions();
    return "unknown %s: %s%s"
        .formatted(noun, word, near.isEmpty() ? "" : "; did you mean " + near.getFirst() + "?");
  }

  private int failed(Exception failure) {
    List<String> lines =
        switch (failure) {
          case CommandFailed failed -> failed.lines();
          case PluginsRefused refused -> refused.problems();
          default ->
              List.of(failure.getMessage() == null ? failure.toString() : failure.getMessage());
        };
    lines.forEach(line -> surroundings.err().println("error: " + line));
    return FAILURE;
  }
}
