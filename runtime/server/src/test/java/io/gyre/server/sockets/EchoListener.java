package io.gyre.server.sockets;

import io.gyre.spi.web.PingTimes;
import io.gyre.transport.websocket.EchoTransport;
import io.gyre.transport.websocket.WebSocketConfig;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A WebSocket port that sends every message back, for suites that come from outside. */
final class EchoListener {
  private static final int MESSAGE_BYTES_MAX = 32 * 1024 * 1024;

  private EchoListener() {}

  /** The port, with limits that suites for large messages stay below. */
  static TestPort open(TestPort.Wire wire) {
    Duration patience = Duration.ofSeconds(30);
    return open(
        wire,
        new WebSocketConfig(
            false, TestPort.PATH, true, 0, 1, 0, false, 0, patience, MESSAGE_BYTES_MAX, 0));
  }

  /** The port with a configuration. */
  static TestPort open(TestPort.Wire wire, WebSocketConfig config) {
    ConnectionLimits limits = new ConnectionLimits(0, 0, System::nanoTime, () -> {});
    return new TestPort(
        wire, limits, PingTimes.NEVER, context -> new EchoTransport(config, context));
  }

  /** Prints the address and serves until the process is ended. */
  public static void main(String[] args) throws InterruptedException {
    try (TestPort port = open(TestPort.Wire.TAKEN_OVER)) {
      System.out.println("ws://127.0.0.1:" + port.number() + TestPort.PATH);
      new CountDownLatch(1).await();
    }
  }
}
