package io.gyre.tck;

import io.gyre.spi.NodeInfo;
import io.gyre.spi.TlsConfig;
import io.gyre.spi.consumer.ConsumerContext;
import io.gyre.spi.engine.EngineContext;
import io.gyre.spi.transport.TransportContext;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;

/**
 * Everything a server lends to any kind of component, and each thing a fake that a test can set and
 * read. Thread-safe.
 */
public final class FakeContext implements EngineContext, ConsumerContext, TransportContext {
  private final FakeClock clock = new FakeClock();
  private final FakeMeters meters = new FakeMeters();
  private final RecordingListener channels = new RecordingListener();
  private final RecordingControl control = new RecordingControl();
  private final RecordingSink sink = new RecordingSink();
  private final RecordingGateway gateway = new RecordingGateway();
  private final NodeInfo node;
  private final RandomGenerator random;

  /** A context whose random numbers are the same at each run. */
  public FakeContext() {
    this("node-1", 42);
  }

  /** A context of a node of its own, for tests with several. */
  public FakeContext(String nodeId, long seed) {
    this.node = new NodeInfo(nodeId, nodeId, "0.0.0-test");
    this.random = new Random(seed);
  }

  @Override
  public String name() {
    return "tck";
  }

  @Override
  public NodeInfo node() {
    return node;
  }

  @Override
  public System.Logger log() {
    return System.getLogger("io.gyre.tck.component");
  }

  @Override
  public FakeMeters meters() {
    return meters;
  }

  @Override
  public FakeClock clock() {
    return clock;
  }

  @Override
  public RecordingListener channels() {
    return channels;
  }

  @Override
  public RecordingControl control() {
    return control;
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public RecordingSink sink() {
    return sink;
  }

  @Override
  public RecordingGateway gateway() {
    return gateway;
  }

  /** Nothing is encrypted in tests. */
  @Override
  public Optional<SSLContext> encryption(TlsConfig config) {
    return Optional.empty();
  }
}
