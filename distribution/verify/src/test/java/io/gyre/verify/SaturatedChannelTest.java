package io.gyre.verify;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How long a publication takes from the call of the API to its subscriber while a channel of 5,000
 * subscribers, or of 500, on the same shard is saturated. One probe at a time, at a steady pace;
 * longer with {@code -Dgyre.fairness.seconds=60}.
 *
 * <p>A turn is what the deliveries of one take at the rate of the same run. The allowances beside
 * it are for the machine: three processes share it, and a probe needs four of its threads to wake.
 * A server that walked all that waits would hold up half of the probes for forty turns.
 */
@Timeout(240)
class SaturatedChannelTest {
  private static final int WARM_UP_PROBES = 100;
  private static final int PROBES_A_SECOND = 100;
  private static final int SECONDS = Integer.getInteger("gyre.fairness.seconds", 3);
  private static final int DELIVERIES_A_TURN = 16 * 1024;

  /** At least so many turns have to be waiting for the other channel, mostly. */
  private static final int TURNS_WAITING_MIN = 16;

  private static final String CONFIG =
      """
      node: {shards: 1}
      client:
        allow_anonymous_connect_without_token: true
        ping_interval: 10m
        pong_timeout: 1m
      channel:
        without_namespace:
          allow_subscribe_for_client: true
          allow_subscribe_for_anonymous: true
      """;

  @TempDir Path folder;

  /**
   * What was measured.
   *
   * @param turn nanoseconds that a turn's deliveries took on average
   * @param waiting deliveries that waited when a probe was published, sorted
   * @param nanos how long the probes took, sorted
   */
  private record Times(double turn, long[] waiting, long[] nanos) {
    double share(double of) {
      return nanos[(int) (nanos.length * of)];
    }

    long waitingMedian() {
      return waiting[waiting.length / 2];
    }

    @Override
    public String toString() {
      return "a turn %.1f ms, waiting %d turns; probes p50 %.1f ms, p90 %.1f ms, p99 %.1f ms"
          .formatted(
              turn / 1e6,
              waitingMedian() / DELIVERIES_A_TURN,
              share(0.5) / 1e6,
              share(0.9) / 1e6,
              share(0.99) / 1e6);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5000, 500})
  void holdsUpAnotherChannelForFewTurns(int subscribers) throws Exception {
    try (RunningGyre server = RunningGyre.start(folder, CONFIG);
        Saturation large = new Saturation(server, subscribers);
        Probe probe = new Probe(server, "small")) {
      large.start();
      measure(large, probe, WARM_UP_PROBES);
      Times times = measure(large, probe, SECONDS * PROBES_A_SECOND);
      large.end();
      System.out.println("saturated, " + subscribers + " subscribers: " + times);
      assertTrue(
          times.waitingMedian() > TURNS_WAITING_MIN * DELIVERIES_A_TURN,
          () -> "not saturated: " + times);
      assertWithin(times, 0.5, 3, 30);
      assertWithin(times, 0.9, 6, 150);
      assertWithin(times, 0.99, 8, 500);
    }
  }

  private static void assertWithin(Times times, double share, int turns, int millis) {
    assertTrue(
        times.share(share) < turns * times.turn() + MILLISECONDS.toNanos(millis),
        () -> "%.2f of the probes take longer: %s".formatted(1 - share, times));
  }

  private static Times measure(Saturation large, Probe probe, int probes) throws Exception {
    long[] waiting = new long[probes];
    long[] nanos = new long[probes];
    long before = large.delivered();
    long begin = System.nanoTime();
    for (int i = 0; i < probes; i++) {
      LockSupport.parkNanos(begin + i * 1_000_000_000L / PROBES_A_SECOND - System.nanoTime());
      waiting[i] = large.waiting();
      nanos[i] = probe.nanos();
    }
    double nanosEach = (System.nanoTime() - begin) / (double) (large.delivered() - before);
    Arrays.sort(waiting);
    Arrays.sort(nanos);
    return new Times(DELIVERIES_A_TURN * nanosEach, waiting, nanos);
  }
}
