package io.gyre.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Sockets that swallow what arrives and count its bytes, on the caller's thread: the cheapest
 * receiver there is. Not thread-safe.
 */
final class RawSubscribers implements AutoCloseable {
  private static final byte[] MASK = {0, 0, 0, 0};
  private final Selector selector = Selector.open();
  private final List<SocketChannel> channels = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);

  RawSubscribers() throws IOException {}

  /** Opens a WebSocket, connects and subscribes; the answers are read. */
  void subscribe(URI address, String channel) throws IOException {
    subscribe(SocketChannel.open(), address, channel);
  }

  /** As {@link #subscribe(URI, String)}, with little room for what is not read. */
  void subscribeNarrow(URI address, String channel) throws IOException {
    SocketChannel socket = SocketChannel.open();
    socket.setOption(StandardSocketOptions.SO_RCVBUF, 4 * 1024);
    subscribe(socket, address, channel);
  }

  private void subscribe(SocketChannel socket, URI address, String channel) throws IOException {
    socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    write(
        socket,
        ("GET %s HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
            .formatted(address.getPath())
            .getBytes(US_ASCII));
    await(socket, "\r\n\r\n");
    command(socket, "{\"id\":1,\"connect\":{}}");
    await(socket, "\"connect\":");
    command(socket, "{\"id\":2,\"subscribe\":{\"channel\":\"" + channel + "\"}}");
    await(socket, "\"subscribe\":");
    add(socket);
  }

  /** Adds an open socket. */
  void add(SocketChannel socket) throws IOException {
    socket.configureBlocking(false);
    socket.register(selector, SelectionKey.OP_READ);
    channels.add(socket);
  }

  private static void command(SocketChannel socket, String text) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(text.length() + 6);
    frame.put((byte) 0x81).put((byte) (0x80 | text.length())).put(MASK);
    write(socket, frame.put(text.getBytes(US_ASCII)).array());
  }

  private static void write(SocketChannel socket, byte[] bytes) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      socket.write(left);
    }
  }

  private void await(SocketChannel socket, String text) throws IOException {
    StringBuilder seen = new StringBuilder();
    while (!seen.toString().contains(text)) {
      if (socket.read(buffer.clear()) < 0) {
        throw new EOFException("answered only: " + seen);
      }
      seen.append(US_ASCII.decode(buffer.flip()));
    }
  }

  /** Reads until so many bytes arrived; fails if nothing does for a while. */
  void swallow(long bytes) throws IOException {
    long left = bytes;
    while (left > 0) {
      long taken = take(20_000);
      if (taken == 0) {
        throw new IOException(left + " of " + bytes + " bytes are missing");
      }
      left -= taken;
    }
    if (left < 0) {
      throw new IOException(-left + " bytes more than " + bytes);
    }
  }

  /** Reads until each socket got these bytes; fails if one gets others. */
  void expect(byte[] bytes) throws IOException {
    int[] left = {channels.size()};
    selector.keys().forEach(key -> key.attach(ByteBuffer.wrap(bytes)));
    while (left[0] > 0) {
      int ready = selector.select(key -> left[0] -= matched(key) ? 1 : 0, 20_000);
      if (ready == 0) {
        throw new IOException(left[0] + " sockets miss something");
      }
    }
  }

  /** Whether the socket has got all with what it has now. */
  private boolean matched(SelectionKey key) {
    ByteBuffer expected = (ByteBuffer) key.attachment();
    int count = read(key);
    ByteBuffer next = expected.slice(expected.position(), Math.min(count, expected.remaining()));
    if (!next.equals(buffer.flip())) {
      throw new AssertionError("other bytes than expected, or too many");
    }
    return !expected.position(expected.position() + count).hasRemaining();
  }

  /** Reads from all sockets that have something; waits a while for the first. */
  long take(long millis) throws IOException {
    long[] taken = {0};
    selector.select(key -> taken[0] += read(key), millis);
    return taken[0];
  }

  private int read(SelectionKey key) {
    try {
      int count = ((SocketChannel) key.channel()).read(buffer.clear());
      if (count < 0) {
        throw new EOFException("the server hung up");
      }
      return count;
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel channel : channels) {
      channel.close();
    }
    selector.close();
  }
}
