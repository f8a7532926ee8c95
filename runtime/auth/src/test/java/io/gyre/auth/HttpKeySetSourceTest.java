package io.gyre.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a publisher that answers with the bytes a test gives it. */
class HttpKeySetSourceTest {
  private static final String SET =
      "{\"keys\":[" + Tokens.jwk(Tokens.RSA.getPublic(), "r1", "") + "]}";

  /** Longer than all attempts together. */
  private static final Duration BOUND = Duration.ofSeconds(8);

  private final HttpKeySetSource source = new HttpKeySetSource();
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile Answer answer = out -> {};
  private ServerSocket server = closed();

  /** Writes one response. */
  private interface Answer {
    void write(OutputStream out) throws IOException, InterruptedException;
  }

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  @AfterEach
  void close() throws IOException {
    end.countDown();
    server.close();
  }

  @Test
  void readsAPublishedSet() throws Exception {
    answer = body(200, SET);
    assertEquals(1, fetch().keys().size());
    assertEquals(1, requests.get());
  }

  @Test
  void triesOnceMoreAfterAFailure() throws Exception {
    answer =
        out -> {
          if (requests.get() == 1) {
            body(500, "").write(out);
          } else {
            body(200, SET).write(out);
          }
        };
    assertEquals(1, fetch().keys().size());
    assertEquals(2, requests.get());
  }

  @Test
  void errorsAndGarbageAreFailures() {
    answer = body(500, SET);
    assertThrows(IOException.class, this::fetch);
    answer = body(404, SET);
    assertThrows(IOException.class, this::fetch);
    answer = body(200, "garbage");
    assertThrows(IOException.class, this::fetch);
    answer = out -> {};
    assertThrows(IOException.class, this::fetch);
    answer = out -> out.write("no http at all\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    assertThrows(IOException.class, this::fetch);
  }

  @Test
  void redirectsAreNotFollowed() {
    String location = "http://127.0.0.1:" + server.getLocalPort() + "/internal";
    answer =
        out ->
            out.write(
                ("HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
    assertThrows(IOException.class, this::fetch);
    assertEquals(2, requests.get());
  }

  @Test
  void aPublisherThatHangsIsGivenUp() {
    answer = out -> end.await();
    assertGivenUp();
  }

  @Test
  void aBodyThatDripsIsGivenUp() {
    answer =
        out -> {
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
          while (!end.await(50, TimeUnit.MILLISECONDS)) {
            out.write(' ');
            out.flush();
          }
        };
    assertGivenUp();
  }

  @Test
  void anEndlessBodyIsGivenUp() {
    AtomicInteger written = new AtomicInteger();
    answer =
        out -> {
          out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          byte[] block = new byte[1 << 16];
          while (end.getCount() > 0) {
            out.write(block);
            written.addAndGet(block.length);
          }
        };
    assertGivenUp();
    assertTrue(written.get() < 64 << 20, () -> "written=" + written.get());
  }

  private void assertGivenUp() {
    long start = System.nanoTime();
    assertThrows(IOException.class, this::fetch);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(took.compareTo(BOUND) < 0, () -> "took=" + took);
  }

  private KeySet fetch() throws IOException, InterruptedException {
    return source.fetch(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/jwks"));
  }

  private static Answer body(int status, String body) {
    return out ->
        out.write(
            ("HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII));
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> answer(socket));
      } catch (IOException closing) {
        return;
      }
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      if (socket.getInputStream().read() < 0) {
        return;
      }
      requests.incrementAndGet();
      answer.write(socket.getOutputStream());
      socket.shutdownOutput();
      while (socket.getInputStream().read() >= 0) {
        // Read what is left, or closing would discard the answer.
      }
    } catch (IOException | InterruptedException gone) {
      // The client gave up, which is what most tests are about.
      return;
    }
  }

  private static ServerSocket closed() {
    try {
      ServerSocket socket = new ServerSocket();
      socket.close();
      return socket;
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
