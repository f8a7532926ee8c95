package io.gyre.bench.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/** Clients that subscribe, swallow what comes and count its bytes; a virtual thread each. */
final class Crowd implements AutoCloseable {
  /** Handshakes at a time: more of them only wait for each other. */
  private static final int OPENING_MAX = 16;

  private static final int READ_BYTES = 8 * 1024;
  private static final int DEADLINE_MILLIS = 60_000;
  private static final long DEADLINE_NANOS = DEADLINE_MILLIS * 1_000_000L;
  private static final byte[] MASK = {0, 0, 0, 0};

  private final Wire wire;
  private final int port;
  private final SSLContext trust;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicLong received = new AtomicLong();

  Crowd(Wire wire, int port, SSLContext trust) {
    this.wire = wire;
    this.port = port;
    this.trust = trust;
  }

  /** Opens that many connections, each subscribed to a channel. */
  void grow(int count, java.util.function.IntFunction<String> channel)
      throws InterruptedException, IOException {
    Semaphore places = new Semaphore(OPENING_MAX);
    List<IOException> failures = new CopyOnWriteArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = channel.apply(i);
      places.acquire();
      Thread.ofVirtual()
          .start(() -> {
            try {
              open(name, places);
            } catch (IOException e) {
              failures.add(e);
              places.release();
            }
          });
    }
    places.acquire(OPENING_MAX);
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
  }

  private void open(String channel, Semaphore places) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    Socket socket = wire == Wire.ENCRYPTED ? trust.getSocketFactory().createSocket() : new Socket();
    socket.connect(address);
    socket.setTcpNoDelay(true);
    sockets.add(socket);
    socket.setSoTimeout(DEADLINE_MILLIS);
    String extension =
        wire == Wire.DEFLATED ? "Sec-WebSocket-Extensions: permessage-deflate\r\n" : "";
    socket
        .getOutputStream()
        .write(
            ("GET /connection/websocket HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + extension
                    + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    String head = "";
    while (!head.endsWith("\r\n\r\n")) {
      head += (char) next(in);
    }
    command(socket, "{\"id\":1,\"connect\":{}}");
    skipFrame(in);
    command(socket, "{\"id\":2,\"subscribe\":{\"channel\":\"" + channel + "\"}}");
    skipFrame(in);
    socket.setSoTimeout(0);
    places.release();
    swallow(in);
  }

  private static void command(Socket socket, String text) throws IOException {
    byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
    byte[] frame = new byte[payload.length + 6];
    frame[0] = (byte) 0x81;
    frame[1] = (byte) (0x80 | payload.length);
    System.arraycopy(MASK, 0, frame, 2, MASK.length);
    System.arraycopy(payload, 0, frame, 6, payload.length);
    socket.getOutputStream().write(frame);
  }

  private static void skipFrame(InputStream in) throws IOException {
    next(in);
    int length = next(in);
    if (length == 126) {
      length = next(in) << 8 | next(in);
    }
    in.skipNBytes(length);
  }

  private static int next(InputStream in) throws IOException {
    int next = in.read();
    if (next < 0) {
      throw new EOFException("the server hung up");
    }
    return next;
  }

  private void swallow(InputStream in) {
    byte[] buffer = new byte[READ_BYTES];
    try {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        received.addAndGet(count);
      }
    } catch (IOException closed) {
      // the measurement is over
    }
  }

  long received() {
    return received.get();
  }

  /** Waits until so many bytes arrived in all. */
  void await(long bytes) throws InterruptedException, IOException {
    long end = System.nanoTime() + DEADLINE_NANOS;
    while (received.get() < bytes) {
      if (System.nanoTime() > end) {
        throw new IOException(received.get() + " of " + bytes + " bytes arrived");
      }
      Thread.sleep(1);
    }
  }

  @Override
  public void close() {
    for (Socket socket : sockets) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              socket.close();
            } catch (IOException gone) {
              // nothing is left of it either way
            }
          });
    }
  }
}
