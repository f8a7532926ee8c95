package io.gyre.bench;

import io.gyre.core.session.PublishRequest;
import io.gyre.spi.channel.HistoryPage;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** Reading a stream of 100 publications from the memory engine, as the API and recovery do. */
public class HistoryBenchmark extends HotPathBenchmark {
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
