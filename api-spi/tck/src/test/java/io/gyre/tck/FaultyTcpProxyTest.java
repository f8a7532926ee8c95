package io.gyre.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy passes bytes on, and spoils them as told. */
class FaultyTcpProxyTest {
  private static final byte[] TEXT = BrokerContract.bytes("hello");

  private ServerSocket echo;
  private FaultyTcpProxy proxy;
  private Socket client;

  @BeforeEach
  void connect() throws IOException {
    echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
    proxy = FaultyTcpProxy.to("127.0.0.1", echo.getLocalPort());
    client = socket();
  }

  @AfterEach
  void disconnect() throws IOException {
    client.close();
    proxy.close();
    echo.close();
  }

  @Test
  void passesBytesBothWays() throws IOException {
    exchange();
    assertEquals(1, proxy.connections());
  }

  @Test
  void dripsAndDelaysWithoutLosingAByte() throws IOException {
    proxy.drip(Duration.ofNanos(1));
    exchange();
    proxy.delay(Duration.ofMillis(1));
    exchange();
  }

  @Test
  void swallowsEverythingInTheBlackHole() throws IOException {
    proxy.blackHole();
    client.setSoTimeout(50);
    client.getOutputStream().write(TEXT);
    assertThrows(SocketTimeoutException.class, () -> client.getInputStream().read());
  }

  @Test
  void cutsConnectionsAndWelcomesNewOnes() throws IOException {
    exchange();
    proxy.cut();
    assertThrows(IOException.class, () -> client.getInputStream().readNBytes(1));
    client = socket();
    exchange();
  }

  private void exchange() throws IOException {
    client.getOutputStream().write(TEXT);
    assertArrayEquals(TEXT, client.getInputStream().readNBytes(TEXT.length));
  }

  private Socket socket() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private void serve() {
    while (!echo.isClosed()) {
      try {
        Socket peer = echo.accept();
        Thread.ofVirtual().start(() -> copy(peer));
      } catch (IOException closed) {
        // the test is over
      }
    }
  }

  private static void copy(Socket peer) {
    try (peer) {
      peer.getInputStream().transferTo(peer.getOutputStream());
    } catch (IOException reset) {
      // as told
    }
  }
}
