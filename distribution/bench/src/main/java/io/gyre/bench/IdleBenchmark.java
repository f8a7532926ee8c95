package io.gyre.bench;

import io.gyre.spi.transport.Encoding;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What a connected client costs that does nothing: a ping and its pong, and presence renewed. One
 * operation is one client in one interval.
 */
public class IdleBenchmark extends HotPathBenchmark {
  private static final int CLIENTS = 1000;

  /** After each, every client is due once: for a ping after 25 s, for its presence after 27 s. */
  private static final Duration INTERVAL = Duration.ofSeconds(28);

  private static final byte[] PONG = "{}".getBytes(StandardCharsets.US_ASCII);

  /** The namespace of the channel: with presence or without. */
  @Param({"plain", "presence"})
  public String namespace = "plain";

  private BenchNode node = new BenchNode();

  /** Subscribes the clients. */
  @Setup
  public void subscribe() {
    node = new BenchNode();
    node.subscribe(namespace + ":idle", CLIENTS, Encoding.JSON);
    interval(); // the first pings are spread over half of it
  }

  /** All are pinged once and answer; their presence is renewed where there is any. */
  @Benchmark
  @OperationsPerInvocation(CLIENTS)
  public long interval() {
    node.pass(INTERVAL);
    node.receive(PONG);
    return node.flush();
  }
}
