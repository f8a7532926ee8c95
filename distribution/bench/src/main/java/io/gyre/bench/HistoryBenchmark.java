package io.gyre.bench;

import io.gyre.core.session.PublishRequest;
import io.gyre.spi.channel.HistoryPage;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading a stream of 100 publications from the memory engine, as the API and recovery do. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
@State(Scope.Thread)
public class HistoryBenchmark {
  private static final int PUBLICATIONS = 100;
  private static final String CHANNEL = "history:read";

  private final BenchNode node = new BenchNode();

  /** Fills the stream. */
  @Setup
  public void publish() {
    PublishRequest request =
        new PublishRequest(BenchData.json(128), Map.of(), null, false, "", 0, "", false);
    for (int i = 0; i < PUBLICATIONS; i++) {
      node.publish(CHANNEL, request);
    }
  }

  /** All of it. */
  @Benchmark
  public HistoryPage all() {
    return node.history(CHANNEL, PUBLICATIONS);
  }

  /** Its top alone, as the check of a position reads it. */
  @Benchmark
  public HistoryPage top() {
    return node.history(CHANNEL, 0);
  }
}
