package io.gyre.server;

import io.gyre.server.sockets.MaskedFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A peer that writes whatever bytes it is told. Reads wait at most 30 s. */
final class RawPeer implements AutoCloseable {
  private static final int READ_MILLIS_MAX = 30_000;

  final Socket socket = new Socket();

  RawPeer(int port) throws IOException {
    socket.setReceiveBufferSize(4 * 1024);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(READ_MILLIS_MAX);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /** Writes as far as the server takes it. */
  RawPeer send(byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
    } catch (SocketException hungUp) {
      // then the answer is there
    }
    return this;
  }

  RawPeer send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A masked WebSocket frame. */
  RawPeer frame(int head, byte[] payload) throws IOException {
    return send(MaskedFrame.of(head, payload));
  }

  RawPeer text(String text) throws IOException {
    return frame(0x81, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Begins to speak HTTP/2, with a request and a part of its body, or all of it. */
  RawPeer http2(String path, String body, boolean more) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (String text : List.of(":method", "POST", ":scheme", "http", ":path", path, "host", "x")) {
      if (text.equals("host") || text.startsWith(":")) {
        block.write(0); // a field that is written out
      }
      block.write(text.length());
      block.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    send(frame(4, 0, 0, new byte[0]));
    send(frame(1, 4, 1, block.toByteArray()));
    return send(frame(0, more ? 0 : 1, 1, body.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static byte[] frame(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .putInt(payload.length << 8 | type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  /** Shakes hands; returns when the server did. */
  RawPeer upgrade() throws IOException {
    send(
        "GET /connection/websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    String head = head();
    if (!head.startsWith("HTTP/1.1 101")) {
      throw new IOException(head);
    }
    return this;
  }

  /** Connects and subscribes; returns when the server has answered. */
  RawPeer subscribe(String channel) throws IOException {
    upgrade();
    text("{\"id\":1,\"connect\":{}}");
    text("{\"id\":2,\"subscribe\":{\"channel\":\"" + channel + "\"}}");
    readUntil("{\"id\":2,\"subscribe\"");
    return this;
  }

  String head() throws IOException {
    return readUntil("\r\n\r\n");
  }

  /** What came up to and with some bytes. */
  String readUntil(String end) throws IOException {
    StringBuilder text = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (text.length() < end.length() || text.indexOf(end, text.length() - end.length()) < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("ended: " + text);
      }
      text.append((char) b);
    }
    return text.toString();
  }

  /** All until the server hangs up, politely or not; a server that does not fails the test. */
  String readAll() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[64 * 1024];
    try {
      for (int count; (count = socket.getInputStream().read(buffer)) >= 0; ) {
        all.write(buffer, 0, count);
      }
    } catch (SocketException reset) {
      // as good as an end
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  /** The code of the close frame at the end; -1 if there is none. */
  int closeCode() throws IOException {
    byte[] all = readAll().getBytes(StandardCharsets.ISO_8859_1);
    for (int at = 0; at + 4 <= all.length; at++) {
      if ((all[at] & 0xff) == 0x88 && at + 2 + all[at + 1] == all.length) {
        return (all[at + 2] & 0xff) << 8 | (all[at + 3] & 0xff);
      }
    }
    return -1;
  }

  /** Goes away without a word: the server sees a reset. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  static void closeAll(List<RawPeer> peers) throws IOException {
    for (RawPeer peer : peers) {
      peer.close();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
