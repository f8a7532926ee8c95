package io.gyre.bench;

import io.gyre.spi.transport.Encoding;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a connected client costs that does nothing: a ping and its pong, and presence renewed. One
 * operation is one client in one interval.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
@State(Scope.Thread)
public class IdleBenchmark {
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
