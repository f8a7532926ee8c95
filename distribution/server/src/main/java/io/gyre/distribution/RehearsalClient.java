package io.gyre.distribution;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * As much of HTTP/1.1 and of a WebSocket client as a rehearsal needs. After {@link #upgrade} a
 * thread of its own throws away what the server sends, so that the server is never held up.
 */
final class RehearsalClient implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int TEXT = 0x81;
  private static final int BINARY = 0x82;

  private final Socket socket = new Socket();
  private final InputStream in;
  private final OutputStream out;
  private @Nullable Thread reader;

  RehearsalClient(int port) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  void get(String path) throws IOException {
    write("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    readAnswer();
  }

  void api(String method, String body) throws IOException {
    write(
        ("POST /api/%s HTTP/1.1\r\nHost: 127.0.0.1\r\nX-API-Key: rehearsal\r\n"
                + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s")
            .formatted(method, body.length(), body));
    readAnswer();
  }

  void upgrade(String path) throws IOException {
    write(
        "GET "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
    readHead();
    reader = Thread.ofVirtual().name("rehearsal").start(this::discard);
  }

  void text(String frame) throws IOException {
    frame(TEXT, frame.getBytes(StandardCharsets.UTF_8));
  }

  void binary(byte[] frame) throws IOException {
    frame(BINARY, frame);
  }

  /** Closes the WebSocket by its handshake; the server's answer is not awaited. */
  void settle() throws IOException {
    frame(0x88, new byte[] {3, (byte) 0xe8});
  }

  /** Waits until the server has closed the WebSocket, too. */
  void awaitEnd() throws InterruptedException {
    if (reader != null) {
      reader.join(TIMEOUT_MILLIS);
    }
  }

  // Masked with zeros, so the payload goes out as it is.
  private void frame(int type, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(type);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else {
      frame.write(0x80 | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    }
    frame.writeBytes(new byte[4]);
    frame.writeBytes(payload);
    out.write(frame.toByteArray());
  }

  private void discard() {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException end) {
      // the connection was closed, from whichever side
    }
  }

  private void write(String request) throws IOException {
    out.write(request.getBytes(StandardCharsets.UTF_8));
  }

  private void readAnswer() throws IOException {
    String head = readHead();
    int at = head.indexOf("content-length:");
    if (at >= 0) {
      in.skipNBytes(Long.parseLong(head.substring(at + 15, head.indexOf('\r', at)).strip()));
      return;
    }
    if (head.contains("transfer-encoding: chunked")) {
      long size;
      do {
        size = Long.parseLong(readLine().strip(), 16);
        in.skipNBytes(size + 2);
      } while (size > 0);
    }
  }

  private String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    String line;
    do {
      line = readLine();
      head.append(line);
    } while (!line.equals("\r\n"));
    return head.toString().toLowerCase(Locale.ROOT);
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    int next;
    do {
      next = in.read();
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      line.append((char) next);
    } while (next != '\n');
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
