package io.gyre.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gyre.core.session.PublishRequest;
import io.gyre.spi.transport.Encoding;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/**
 * Clients that ask what was published, 100 publications, or who is there, 100 clients, from their
 * command to the bytes for the socket. One operation is one client.
 */
public class QueryBenchmark extends HotPathBenchmark {
  private static final int CLIENTS = 100;
  private static final byte[] PAGE = history("");
  private static final byte[] NEWEST_FIRST = history(",\"reverse\":true");
  private static final byte[] PRESENCE =
      "{\"id\":3,\"presence\":{\"channel\":\"presence:asked\"}}".getBytes(US_ASCII);

  private final PublishRequest publication =
      new PublishRequest(BenchData.json(128), Map.of(), null, false, "", 0, "", false);
  private BenchNode readers = new BenchNode();
  private BenchNode members = new BenchNode();

  private static byte[] history(String order) {
    return ("{\"id\":3,\"history\":{\"channel\":\"history:asked\",\"limit\":100" + order + "}}")
        .getBytes(US_ASCII);
  }

  /** Subscribes the clients, then publishes what they ask for. */
  @Setup
  public void subscribe() {
    readers = new BenchNode();
    readers.subscribe("history:asked", CLIENTS, Encoding.JSON);
    for (int i = 0; i < 100; i++) {
      readers.publish("history:asked", publication);
      readers.flush();
    }
    members = new BenchNode();
    members.subscribe("presence:asked", CLIENTS, Encoding.JSON);
  }

  private static long ask(BenchNode node, byte[] question) {
    node.receive(question);
    long bytes = node.flush();
    if (bytes < CLIENTS * 5_000L) {
      throw new IllegalStateException("answered with " + bytes + " bytes only");
    }
    return bytes;
  }

  /** Oldest first. */
  @Benchmark
  @OperationsPerInvocation(CLIENTS)
  public long history() {
    return ask(readers, PAGE);
  }

  /** Newest first, which is how a room is entered. */
  @Benchmark
  @OperationsPerInvocation(CLIENTS)
  public long newestFirst() {
    return ask(readers, NEWEST_FIRST);
  }

  /** The same with a publication after each 100 clients. */
  @Benchmark
  @OperationsPerInvocation(CLIENTS)
  public long newestFirstWhilePublishing() {
    readers.publish("history:asked", publication);
    readers.flush();
    return ask(readers, NEWEST_FIRST);
  }

  /** Who is there. */
  @Benchmark
  @OperationsPerInvocation(CLIENTS)
  public long presence() {
    return ask(members, PRESENCE);
  }
}
