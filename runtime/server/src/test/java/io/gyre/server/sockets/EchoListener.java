package io.gyre.server.sockets;

import io.gyre.config.ConfigBinder;
import io.gyre.spi.web.PingTimes;
import io.gyre.transport.websocket.EchoTransport;
import io.gyre.transport.websocket.WebSocketConfig;
import io.gyre.transport.websocket.WireConfig;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A WebSocket port that sends every message back, for suites that come from outside. */
final class EchoListener {
  private static final int MESSAGE_BYTES_MAX = 32 * 1024 * 1024;

  private EchoListener() {}

  /** The port, with limits that suites for large messages stay below. */
  static TestPort open(TestPort.Wire wire) {
    Map<String, String> keys =
        Map.of(
            "compression", "true",
            "write_timeout", "30s",
            "message_size_limit", Integer.toString(MESSAGE_BYTES_MAX));
    return open(
        wire, new WebSocketConfig(false, TestPort.PATH, ConfigBinder.of(WireConfig.class, keys)));
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
