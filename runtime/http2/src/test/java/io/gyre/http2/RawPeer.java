package io.gyre.http2;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;

/** A client that sends any bytes, and reads frames. */
final class RawPeer implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;
  private final Socket socket;
  private final DataInputStream input;

  /** Connects and says nothing. */
  RawPeer(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    input = new DataInputStream(socket.getInputStream());
  }

  /** Connects and begins as every client does. */
  static RawPeer greeting(int port) throws IOException {
    RawPeer peer = new RawPeer(port);
    peer.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
    peer.send(new Frame(Frame.SETTINGS, 0, 0, new byte[0]));
    return peer;
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  void send(Frame frame) throws IOException {
    send(frame.bytes());
  }

  /** Sends until the server has enough of it. */
  void flood(Frame frame, int times) {
    try {
      for (int i = 0; i < times; i++) {
        send(frame);
      }
    } catch (IOException enough) {
      // what the server said is read next
    }
  }

  /** Fields of a request for a path, and more. */
  static List<Field> request(String method, String path, Field... more) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field(":method", method));
    fields.add(new Field(":scheme", "http"));
    fields.add(new Field(":path", path));
    fields.add(new Field(":authority", "localhost"));
    fields.addAll(List.of(more));
    return fields;
  }

  void get(int stream, String path, Field... more) throws IOException {
    send(headers(stream, request("GET", path, more), Frame.END_HEADERS | Frame.END_STREAM));
  }

  /** A request whose body is to come. */
  void begin(int stream, String path) throws IOException {
    send(headers(stream, request("POST", path), Frame.END_HEADERS));
  }

  static Frame headers(int stream, List<Field> fields, int flags) {
    return new Frame(Frame.HEADERS, flags, stream, HpackWriter.block(fields));
  }

  void data(int stream, String text, int flags) throws IOException {
    send(new Frame(Frame.DATA, flags, stream, text.getBytes(US_ASCII)));
  }

  /** The next frame that is not about the connection's settings or windows; none at the end. */
  Optional<Frame> next() throws IOException {
    try {
      while (true) {
        byte[] head = input.readNBytes(Frame.HEAD_BYTES);
        if (head.length < Frame.HEAD_BYTES) {
          return Optional.empty();
        }
        byte[] payload = new byte[Frame.length(head)];
        input.readFully(payload);
        Frame frame = Frame.of(head, payload);
        if (frame.type() != Frame.SETTINGS && frame.type() != Frame.WINDOW_UPDATE) {
          return Optional.of(frame);
        }
      }
    } catch (EOFException | SocketException cut) {
      return Optional.empty();
    }
  }

  /** The next frame, which is of this type, and of this stream. */
  Frame expect(int type, int stream) throws IOException {
    Frame frame = next().orElseThrow(() -> new AssertionError("connection ended"));
    assertEquals(type, frame.type(), frame::toString);
    assertEquals(stream, frame.stream(), frame::toString);
    return frame;
  }

  /** The body of a complete answer. */
  String answer(int stream) throws IOException {
    expect(Frame.HEADERS, stream);
    StringBuilder body = new StringBuilder();
    Frame frame;
    do {
      frame = expect(Frame.DATA, stream);
      body.append(new String(frame.payload(), US_ASCII));
    } while (!frame.has(Frame.END_STREAM));
    return body.toString();
  }

  /** The code with which the server ends the connection; what it says before does not matter. */
  int goneAway() throws IOException {
    int code = -1;
    for (Optional<Frame> frame = next(); frame.isPresent(); frame = next()) {
      if (frame.get().type() == Frame.GOAWAY && code < 0) {
        code = frame.get().number(4);
      }
    }
    return code;
  }

  /** The server ends the connection without a word. */
  void assertCut() throws IOException {
    next().ifPresent(frame -> Assertions.fail("not cut: " + frame));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
