package io.gyre.server;

import io.gyre.server.cli.ServerLauncher.Start;
import io.gyre.server.config.ConfigLoader.Outcome;
import io.gyre.server.config.LoadedConfig;
import io.gyre.server.config.LogConfig;
import io.gyre.server.log.Logs;
import io.gyre.server.plugin.BrokenProvider;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** One run of the server from configuration to exit code. */
final class Launch {
  private static final System.Logger LOG = System.getLogger("gyre.server");
  private static final int FAILURE = 1;
  private final Start start;
  private final Logs logs;

  Launch(Start start, Logs logs) {
    this.start = start;
    this.logs = logs;
  }

  /** Serves until told to stop; returns the exit code. */
  int serve() throws InterruptedException {
    try {
      configureLog();
      warn();
      return run();
    } catch (StartFailed | ServiceFailed failure) {
      LOG.log(Level.ERROR, failure.getMessage(), failure.getCause());
      return FAILURE;
    }
  }

  private int run() throws InterruptedException {
    Signals signals = new Signals();
    signals.install();
    StartDeadline creation = HangingStart.watch(logs);
    creation.stage("creating components");
    Server server = Wiring.build(start.config(), start.providers(), signals);
    creation.met();
    StartDeadline running = HangingStart.watch(logs, () -> server.group().stacks());
    server.start(running);
    running.met();
    PidFile pidFile = PidFile.write(start.config().server().pidFile());
    Banner.log(server, start.config(), start.providers());
    int code = untilStopped(server, signals);
    Duration limit = start.config().server().shutdown().timeout();
    StartDeadline stop = StartDeadline.watch(limit, stage -> abandon(limit, pidFile));
    server.stop(limit);
    stop.met();
    pidFile.delete();
    LOG.log(Level.INFO, "stopped");
    return code;
  }

  private int untilStopped(Server server, Signals signals) throws InterruptedException {
    while (true) {
      switch (signals.next()) {
        case STOP -> {
          return 0;
        }
        case FAIL -> {
          return FAILURE;
        }
        case RELOAD -> reload(server);
      }
    }
  }

  private void reload(Server server) {
    try {
      logs.reopen();
    } catch (UncheckedIOException unwritable) {
      LOG.log(Level.ERROR, String.valueOf(unwritable.getMessage()));
    }
    try {
      Outcome outcome = start.loader().load(start.source());
      outcome
          .problems()
          .errors(start.strict())
          .forEach(problem -> LOG.log(Level.ERROR, problem.toString()));
      LoadedConfig next =
          outcome.usable(start.strict()).orElseThrow(() -> new StartFailed("it has errors"));
      server.reload().apply(next);
      LOG.log(Level.INFO, "configuration reloaded");
    } catch (RuntimeException refused) {
      LOG.log(
          Level.ERROR,
          "reload refused, the configuration stays as it was: " + refused.getMessage());
    }
  }

  private void configureLog() {
    LogConfig log = start.config().server().log();
    try {
      logs.configure(
          log.level(), log.file().isEmpty() ? Optional.empty() : Optional.of(Path.of(log.file())));
    } catch (UncheckedIOException | IllegalArgumentException unusable) {
      throw new StartFailed(String.valueOf(unusable.getMessage()));
    }
  }

  private void warn() {
    start.warnings().forEach(problem -> LOG.log(Level.WARNING, problem.toString()));
    for (BrokenProvider broken : start.providers().broken()) {
      LOG.log(Level.WARNING, "provider left out, {0}", broken.describe());
    }
    var client = start.config().server().client().sessions();
    if (client.insecure()) {
      LOG.log(Level.WARNING, "client.insecure is on: no authentication, all channels are open");
    }
    if (start.config().server().httpApi().insecure()) {
      LOG.log(Level.WARNING, "http_api.insecure is on: the API needs no key");
    }
    if (client.allowedOrigins().contains("*")) {
      LOG.log(Level.WARNING, "client.allowed_origins holds *: pages of any site may connect");
    }
  }

  private void abandon(Duration limit, PidFile pidFile) {
    LOG.log(
        Level.ERROR,
        "stop takes longer than shutdown.timeout ({0} s), giving up",
        limit.toSeconds());
    pidFile.delete();
    logs.flush();
    Runtime.getRuntime().halt(FAILURE);
  }
}
