package io.gyre.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Subscribers get all of it, once and in order, whatever happens to their connections. More with
 * {@code -Dgyre.delivery.publications=200000}, others with {@code -Dgyre.delivery.seed=7}.
 */
@Timeout(600)
class DeliveryTest {
  private static final int PUBLICATIONS = 20_000;
  private static final long SEED = 20_261_121;

  @TempDir Path folder;

  @Test
  void deliversEverythingOnceAndInOrderThroughDropsAndRecoveries() throws Exception {
    DeliveryRun run =
        new DeliveryRun(
            Long.getLong("gyre.delivery.seed", SEED),
            Integer.getInteger("gyre.delivery.publications", PUBLICATIONS));
    try (RunningGyre server = RunningGyre.start(folder, DeliveryRun.CONFIG)) {
      DeliveryRun.Outcome outcome = run.against(server);
      System.out.println(outcome.describe() + ", seed " + run.seed());
      for (Reader.Report report : outcome.reports()) {
        assertTrue(report.connects() > 1, "dropped at least once");
        assertEquals(
            new Reader.Report(
                report.connects(), outcome.published(), 0, 0, 0, 0, report.longestNanos()),
            report);
      }
    }
  }
}
