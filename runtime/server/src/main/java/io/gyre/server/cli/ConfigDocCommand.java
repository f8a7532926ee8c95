package io.gyre.server.cli;

import io.gyre.config.ConfigSchema;
import io.gyre.config.Reference;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the reference of the configuration. */
@Command(
    name = "configdoc",
    mixinStandardHelpOptions = true,
    description =
        "Print the reference of all keys as Markdown, plugins included, or serve it as a page.")
final class ConfigDocCommand implements Callable<Integer> {

  private static final int NO_PORT = -1;

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

  @Option(names = "--html", description = "Print a page of HTML instead.")
  private boolean html;

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      description = "Serve the page of HTML on this port of 127.0.0.1 until interrupted.")
  private int port = NO_PORT;

  @Option(names = "--json-schema", description = "Print a JSON Schema instead, for editors.")
  private boolean jsonSchema;

  ConfigDocCommand(Surroundings surroundings, Configuration configuration) {
    this.surroundings = surroundings;
    this.configuration = configuration;
  }

  @Override
  public Integer call() throws InterruptedException {
    boolean page = html || port != NO_PORT;
    if (Stream.of(markdown, page, jsonSchema).filter(wanted -> wanted).count() > 1) {
      throw new CommandFailed(
          "--markdown, --html (or --port) and --json-schema exclude each other");
    }
    ConfigSchema schema = configuration.loader().schema();
    if (!section.isEmpty() && schema.field(section).isEmpty()) {
      throw new CommandFailed("no such key: " + section);
    }
    String text = text(schema, page);
    if (port == NO_PORT) {
      surroundings.out().print(text);
      return 0;
    }
    try (OnePage served = OnePage.serve(text, port)) {
      surroundings.out().println("serving on http://127.0.0.1:" + served.port());
      Thread.currentThread().join();
    }
    return 0;
  }

  private String text(ConfigSchema schema, boolean page) {
    if (jsonSchema) {
      return Reference.jsonSchema(schema);
    }
    return page ? Reference.html(schema, section) : Reference.markdown(schema, section);
  }
}
