package io.gyre.server;

import io.gyre.server.log.Logs;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Supplier;

/** What happens when a start takes too long: every thread is shown, and the process ends. */
final class HangingStart {
  private static final System.Logger LOG = System.getLogger("gyre.server");

  /** How long each part of a start may take; {@code gyre.start.seconds} overrides it. */
  private static final Duration LIMIT = Duration.ofSeconds(Long.getLong("gyre.start.seconds", 60));

  private HangingStart() {}

  static StartDeadline watch(Logs logs) {
    return watch(logs, () -> "");
  }

  /** Shows {@code services} besides the platform's threads. */
  static StartDeadline watch(Logs logs, Supplier<String> services) {
    return StartDeadline.watch(LIMIT, stage -> giveUp(stage, services.get(), logs));
  }

  private static void giveUp(String stage, String services, Logs logs) {
    LOG.log(
        Level.ERROR,
        "start takes longer than {0} s, giving up while {1}; the threads were:",
        LIMIT.toSeconds(),
        stage);
    (services + StartDeadline.threads()).lines().forEach(line -> LOG.log(Level.ERROR, line));
    logs.flush();
    Runtime.getRuntime().halt(1);
  }
}
