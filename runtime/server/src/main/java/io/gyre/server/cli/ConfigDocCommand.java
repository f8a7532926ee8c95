package io.gyre.server.cli;

import io.gyre.config.ConfigSchema;
import io.gyre.config.Reference;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the reference of the configuration. */
@Command(
    name = "configdoc",
    mixinStandardHelpOptions = true,
    description = "Print the reference of all keys as Markdown, plugins included.")
final class ConfigDocCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final Configuration configuration;

  @Option(
      names = {"-s", "--section"},
      paramLabel = "KEY",
      description = "Only this top-level key.")
  private String section = "";

  @Option(
      names = {"-m", "--markdown"},
      description = "Print Markdown; this is what happens anyway.")
  private boolean markdown;

  @Option(names = "--json-schema", description = "Print a JSON Schema instead, for editors.")
  private boolean jsonSchema;

  ConfigDocCommand(Surroundings surroundings, Configuration configuration) {
    this.surroundings = surroundings;
    this.configuration = configuration;
  }

  @Override
  public Integer call() {
    if (markdown && jsonSchema) {
      throw new CommandFailed("--markdown and --json-schema exclude each other");
    }
    ConfigSchema schema = configuration.loader().schema();
    if (!section.isEmpty() && schema.field(section).isEmpty()) {
      throw new CommandFailed("no such key: " + section);
    }
    String page = jsonSchema ? Reference.jsonSchema(schema) : Reference.markdown(schema, section);
    surroundings.out().print(page);
    return 0;
  }
}
