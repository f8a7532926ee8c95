package io.gyre.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves static files, for trying out a page. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Serve static files; for development only.")
final class ServeCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Option(
      names = {"-d", "--dir"},
      description = "The folder to serve. Default: this one.")
  private String folder = "";

  @Option(
      names = {"-p", "--port"},
      description = "Default: 3000.")
  private int port = 3000;

  @Option(
      names = {"-a", "--address"},
      description = "Default: 127.0.0.1.")
  private String address = "127.0.0.1";

  ServeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path root = surroundings.folder().resolve(folder);
    if (!Files.isDirectory(root)) {
      throw new CommandFailed("no such folder: " + root);
    }
    try (StaticFiles files = StaticFiles.serve(root, address, port)) {
      surroundings.out().println("serving " + root + " on http://" + address + ":" + files.port());
      Thread.currentThread().join();
    }
    return 0;
  }
}
