package io.gyre.server.sockets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers that send anything and leave at any time; an innocent one is served all along. */
@Timeout(60)
class HostilePeersTest {
  private static final int PEERS = 200;

  private final TestPort port = new TestPort();

  @AfterEach
  void close() {
    port.close();
  }

  @Test
  void survivesRandomBytesAndChangedFrames() throws Exception {
    Random random = new Random(31);
    try (RawClient innocent = port.connect().open()) {
      for (int i = 0; i < PEERS; i++) {
        try (RawClient peer = port.connect().open()) {
          peer.write(i % 2 == 0 ? noise(random) : changed(random));
        } catch (SocketException reset) {
          // the server was faster to hang up than the peer to write
        }
        assertServes(innocent, i);
      }
    }
    assertAllAreGone();
  }

  @Test
  void forgetsPeersThatResetTheirConnections() throws Exception {
    try (RawClient innocent = port.connect().open()) {
      for (int i = 0; i < PEERS; i++) {
        RawClient peer = port.connect();
        peer.socket.setSoLinger(true, 0); // closing sends a reset
        peer.write(RawClient.request(""), RawClient.text("flood 10"));
        if (i % 2 == 0) {
          peer.head();
        }
        peer.close();
        assertServes(innocent, i);
      }
    }
    assertAllAreGone();
  }

  private static void assertServes(RawClient innocent, int number) throws IOException {
    innocent.write(RawClient.text("message " + number));
    assertEquals("message " + number, innocent.read().text());
  }

  /** Every session that was opened is told of its end, and every place is given back. */
  private void assertAllAreGone() throws InterruptedException {
    int told = 0;
    while (port.limits.connections() > 0 || port.loops.connections() > 0) {
      told += port.gateway.closed.poll(10, TimeUnit.MILLISECONDS) == null ? 0 : 1;
    }
    for (; told < port.gateway.opened.size(); told++) {
      assertNotNull(port.gateway.closed.poll(5, TimeUnit.SECONDS));
    }
    assertTrue(port.gateway.closed.isEmpty());
  }

  private static byte[] noise(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(300)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] changed(Random random) {
    byte[] frame = RawClient.frame(0x81, "{\"id\":1,\"connect\":{}}".repeat(9).getBytes(UTF_8));
    for (int i = random.nextInt(3); i >= 0; i--) {
      frame[random.nextInt(frame.length)] = (byte) random.nextInt();
    }
    return frame;
  }
}
