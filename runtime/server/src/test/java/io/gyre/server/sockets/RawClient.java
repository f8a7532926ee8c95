package io.gyre.server.sockets;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that writes bytes as it is told, right or wrong. Reads wait at most some seconds. */
final class RawClient implements AutoCloseable {
  private static final int READ_MILLIS_MAX = 30_000;

  final Socket socket;
  private final DataInputStream in;

  RawClient(int port, boolean tls) throws IOException {
    socket = tls ? TestTls.context().getSocketFactory().createSocket() : new Socket();
    socket.setTcpNoDelay(true);
    socket.setReceiveBufferSize(8 * 1024);
    socket.setSoTimeout(READ_MILLIS_MAX);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    in = new DataInputStream(socket.getInputStream());
  }

  static byte[] request(String query, String... headers) {
    StringBuilder text = new StringBuilder("GET " + TestPort.PATH + query + " HTTP/1.1\r\n");
    text.append("Host: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n");
    text.append("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  RawClient open(String query, String... headers) throws IOException {
    write(request(query, headers));
    String head = head();
    if (!head.startsWith("HTTP/1.1 101")) {
      throw new IOException(head);
    }
    return this;
  }

  RawClient open() throws IOException {
    return open("");
  }

  void write(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    socket.getOutputStream().write(all.toByteArray());
  }

  /** The head of an HTTP response. */
  String head() throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      text.append((char) in.readUnsignedByte());
    }
    return text.toString();
  }

  static byte[] text(String text) {
    return frame(0x81, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A masked frame. */
  static byte[] frame(int head, byte[] payload) {
    return MaskedFrame.of(head, payload);
  }

  /** A close frame with a code. */
  static byte[] close(int code) {
    return frame(0x88, new byte[] {(byte) (code >> 8), (byte) code});
  }

  Received read() throws IOException {
    int head = in.readUnsignedByte();
    int length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = (int) in.readLong();
    }
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Received(head, payload);
  }

  /** Whether the server hung up. */
  boolean atEnd() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  record Received(int head, byte[] payload) {
    String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }

    /** Code and reason of a close frame. */
    String goodbye() {
      if (head != 0x88) {
        return "no close frame but head=" + head;
      }
      int code = (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
      return (code + " " + new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8))
          .strip();
    }
  }
}
