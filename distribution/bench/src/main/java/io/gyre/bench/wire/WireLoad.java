package io.gyre.bench.wire;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;

/**
 * Runs the built server beside clients over plain, compressed and encrypted sockets and prints what
 * each costs the server, as Markdown. Arguments: the program, then {@code fanout}, {@code idle} or
 * both, then how many connections.
 */
public final class WireLoad {
  private static final int SUBSCRIBERS = 1000;
  private static final int IDLE = 10_000;
  private static final int BATCH = 100;
  private static final int WARM_UP_BATCHES = 60;
  private static final int BATCHES = 60;
  private static final int SINGLES = 1500;
  private static final long SETTLE_MILLIS = 20_000;

  private final String gyre;
  private final Path folder;
  private final Identity identity;

  private WireLoad(String gyre, Path folder, Identity identity) {
    this.gyre = gyre;
    this.folder = folder;
    this.identity = identity;
  }

  /** Measures. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("gyre-wires");
    WireLoad load = new WireLoad(args[0], folder, Identity.make(folder));
    String what = args.length > 1 ? args[1] : "all";
    int count = args.length > 2 ? Integer.parseInt(args[2]) : 0;
    if (!what.equals("idle")) {
      load.fanOut(count > 0 ? count : SUBSCRIBERS);
    }
    if (!what.equals("fanout")) {
      load.idle(count > 0 ? count : IDLE);
    }
  }

  private void fanOut(int subscribers) throws Exception {
    say("| fan-out to " + subscribers + ", 128 B | joined, µs | ratio | one by one, µs | ratio |");
    say("|---|---:|---:|---:|---:|");
    double[] base = {0, 0};
    for (Wire wire : Wire.values()) {
      double[] cost = microsPerDelivery(wire, subscribers);
      if (wire == Wire.PLAIN) {
        base = cost;
      }
      say(
          String.format(
              Locale.ROOT,
              "| %s | %.2f | %.2f | %.2f | %.2f |",
              wire.title(),
              cost[0],
              cost[0] / base[0],
              cost[1],
              cost[1] / base[1]));
    }
  }

  /** Processor time of the server: where messages share writes, and where each has its own. */
  private double[] microsPerDelivery(Wire wire, int subscribers) throws Exception {
    String one = "{\"channel\":\"load\",\"data\":{\"text\":\"%s\"}}".formatted("x".repeat(108));
    String batch =
        "{\"commands\":["
            + String.join(",", Collections.nCopies(BATCH, "{\"publish\":" + one + "}"))
            + "]}";
    try (MeasuredServer server = MeasuredServer.start(gyre, folder, wire, identity);
        Crowd crowd = new Crowd(wire, server.port(), identity.trust())) {
      crowd.grow(subscribers, i -> "load");
      server.post("publish", one);
      Thread.sleep(1000);
      long frame = crowd.received() / subscribers;
      publish(server, crowd, "batch", batch, WARM_UP_BATCHES, BATCH * frame * subscribers);
      double joined =
          publish(server, crowd, "batch", batch, BATCHES, BATCH * frame * subscribers) / BATCH;
      publish(server, crowd, "publish", one, SINGLES / 3, frame * subscribers);
      double single = publish(server, crowd, "publish", one, SINGLES, frame * subscribers);
      return new double[] {joined / subscribers, single / subscribers};
    }
  }

  /** Microseconds of the server for a call, all that it brings the crowd included. */
  private static double publish(
      MeasuredServer server, Crowd crowd, String method, String body, int times, long bytes)
      throws Exception {
    long before = server.cpuNanos();
    long received = crowd.received();
    for (int i = 1; i <= times; i++) {
      server.post(method, body);
      crowd.await(received + i * bytes);
    }
    return (server.cpuNanos() - before) / 1e3 / times;
  }

  private void idle(int connections) throws Exception {
    say("| " + connections + " idle, subscribed | KiB each |");
    say("|---|---:|");
    for (Wire wire : Wire.values()) {
      try (MeasuredServer server = MeasuredServer.start(gyre, folder, wire, identity);
          Crowd crowd = new Crowd(wire, server.port(), identity.trust())) {
        Thread.sleep(2000);
        long empty = server.memoryBytes();
        crowd.grow(connections, i -> "idle:" + i);
        Thread.sleep(SETTLE_MILLIS);
        double each = (server.memoryBytes() - empty) / 1024.0 / connections;
        say(String.format(Locale.ROOT, "| %s | %.1f |", wire.title(), each));
      }
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
