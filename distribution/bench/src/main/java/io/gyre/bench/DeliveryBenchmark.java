package io.gyre.bench;

import io.gyre.core.session.PublishRequest;
import io.gyre.spi.transport.Encoding;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A publication from the API to the queues of its subscribers, everything but the socket. One
 * operation is a delivery; the publication itself, with all it allocates, is spread over them, or
 * measured alone in a channel without subscribers.
 */
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class DeliveryBenchmark extends HotPathBenchmark {
  private static final int SUBSCRIBERS = 1000;

  /** The namespace of the channel: with a stream or without. */
  @Param({"plain", "history"})
  public String namespace = "plain";

  private final PublishRequest request =
      new PublishRequest(BenchData.json(128), Map.of(), null, false, "", 0, "", false);
  private BenchNode node = new BenchNode();
  private String full = "";
  private String empty = "";

  /** Subscribes the clients. */
  @Setup
  public void subscribe() {
    node = new BenchNode();
    full = namespace + ":full";
    empty = namespace + ":empty";
    node.subscribe(full, SUBSCRIBERS, Encoding.JSON);
  }

  /** Delivers to 1,000 subscribers. */
  @Benchmark
  @OperationsPerInvocation(SUBSCRIBERS)
  public long delivery() {
    node.publish(full, request);
    return node.flush();
  }

  /** Publishes where nobody listens. */
  @Benchmark
  public void publication() {
    node.publish(empty, request);
  }
}
