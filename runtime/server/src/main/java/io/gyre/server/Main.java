package io.gyre.server;

import io.gyre.server.cli.Cli;
import io.gyre.server.cli.Surroundings;
import io.gyre.server.log.Logs;
import io.gyre.server.plugin.PluginLoader;
import io.gyre.server.plugin.Providers;
import io.helidon.webserver.http.HttpRouting;
import java.nio.file.Path;
import java.time.InstantSource;

/** The process: from the command line to an exit code. */
public final class Main {

  private Main() {}

  /**
   * Runs a command. Meanwhile another thread has the HTTP server's classes made ready: they take a
   * sixth of a start and need nothing of the configuration.
   */
  public static void main(String[] arguments) {
    Thread warmUp = Thread.ofPlatform().name("warm-up").daemon().start(HttpRouting::builder);
    Logs logs = Logs.start();
    Surroundings surroundings =
        new Surroundings(
            System.out,
            System.err,
            System.getenv(),
            Path.of(""),
            InstantSource.system(),
            () -> providers(logs));
    int code =
        new Cli(
                surroundings,
                start -> {
                  warmUp.join(); // what follows uses the same classes
                  return new Launch(start, logs).serve();
                })
            .run(arguments);
    logs.flush();
    System.out.flush();
    // Not exit: hooks of libraries have nothing to do any more, and could hang.
    Runtime.getRuntime().halt(code);
  }

  private static Providers providers(Logs logs) {
    StartDeadline deadline = HangingStart.watch(logs);
    deadline.stage("loading plugins from " + pluginFolder());
    Providers providers = new PluginLoader(Main.class.getClassLoader()).load(pluginFolder());
    deadline.met();
    return providers;
  }

  /** In the program's own folder, unless another was named. */
  private static Path pluginFolder() {
    String named = System.getProperty("gyre.plugins");
    return named == null ? Path.of(System.getProperty("gyre.home", ""), "plugins") : Path.of(named);
  }
}
