package io.gyre.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/**
 * One connection to the server API that is kept open, for callers who measure: a call is a write
 * and the reads of its answer, on the caller's thread. Not thread-safe.
 */
final class RawApi implements AutoCloseable {
  private static final String LENGTH = "content-length:";

  private final Socket socket;
  private final InputStream in;
  private final String key;

  RawApi(RunningGyre server) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    this.in = socket.getInputStream();
    this.key = server.key();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(30_000);
  }

  /** The bytes of a call, to be sent as often as wanted. */
  byte[] request(String method, String body) {
    return request(key, method, body);
  }

  /** The bytes of a call by a caller who has the key, over whatever connection. */
  static byte[] request(String key, String method, String body) {
    return ("POST /api/%s HTTP/1.1\r\nHost: localhost\r\nX-API-Key: %s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(method, key, body.length(), body))
        .getBytes(ISO_8859_1);
  }

  /** Sends a call and waits for its answer, which must not tell of an error. */
  void call(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    String head = head();
    int length = length(head);
    String body = new String(in.readNBytes(length), ISO_8859_1);
    if (!head.startsWith("HTTP/1.1 200 ") || body.contains("\"error\"")) {
      throw new IOException(head + body);
    }
  }

  private String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("ended: " + head);
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static int length(String head) throws IOException {
    for (String line : head.split("\r\n")) {
      if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
        return Integer.parseInt(line.substring(LENGTH.length()).strip());
      }
    }
    throw new IOException("no length: " + head);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
