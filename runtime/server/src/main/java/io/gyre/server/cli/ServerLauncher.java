package io.gyre.server.cli;

import io.gyre.config.ConfigProblem;
import io.gyre.server.config.ConfigLoader;
import io.gyre.server.config.LoadedConfig;
import io.gyre.server.plugin.Providers;
import java.util.List;

/** Runs the server; the command line calls it when no other command is given. */
@FunctionalInterface
public interface ServerLauncher {

  /**
   * Runs until the server is stopped.
   *
   * @return the exit code of the process
   * @throws Exception if the server cannot start or breaks down; the message is for users
   */
  int launch(Start start) throws Exception;

  /**
   * What a server is started with.
   *
   * @param config the configuration, free of errors
   * @param warnings what was noticed in it
   * @param providers every provider, built-in or from a plugin
   * @param loader reads the configuration anew for a reload
   * @param source where the configuration comes from
   * @param strict whether suspicious configurations are refused
   */
  record Start(
      LoadedConfig config,
      List<ConfigProblem> warnings,
      Providers providers,
      ConfigLoader loader,
      ConfigLoader.Source source,
      boolean strict) {

    /** Copies the warnings. */
    public Start {
      warnings = List.copyOf(warnings);
    }
  }
}
