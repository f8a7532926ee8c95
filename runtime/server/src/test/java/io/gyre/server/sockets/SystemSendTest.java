package io.gyre.server.sockets;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a link does when it sends by the system's call, and when by its channel: the same. */
@Timeout(60)
class SystemSendTest {
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
  private Selector selector;
  private SocketChannel peer;
  private SocketChannel own;
  private SelectionKey key;

  @BeforeEach
  void connect() throws IOException {
    selector = Selector.open();
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      peer = SocketChannel.open(listener.getLocalAddress());
      own = listener.accept();
    }
    own.configureBlocking(false);
    key = own.register(selector, SelectionKey.OP_READ);
  }

  @AfterEach
  void disconnect() throws IOException {
    peer.close();
    own.close();
    selector.close();
  }

  private SelectedLink link(boolean bySystem) {
    return new SelectedLink(key, bySystem ? SystemSend.from(buffer).orElseThrow() : null);
  }

  private ByteBuffer filled(String text) {
    return buffer.clear().put(text.getBytes(US_ASCII)).flip();
  }

  private String received(int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining() && peer.read(bytes) >= 0) {
      // more is on its way
    }
    return new String(bytes.array(), US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsWrittenArrives(boolean bySystem) throws IOException {
    SelectedLink link = link(bySystem);
    ByteBuffer bytes = filled("..hello");
    bytes.position(2);
    assertEquals(5, link.write(bytes));
    assertEquals(0, bytes.remaining());
    assertEquals("hello", received(5));
    assertEquals(0, link.write(bytes));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anotherBufferIsWrittenTooWhateverItIs(boolean bySystem) throws IOException {
    SelectedLink link = link(bySystem);
    assertEquals(3, link.write(ByteBuffer.wrap("one".getBytes(US_ASCII))));
    ByteBuffer direct = ByteBuffer.allocateDirect(3).put("two".getBytes(US_ASCII)).flip();
    assertEquals(3, link.write(direct));
    assertEquals("onetwo", received(6));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPeerThatDoesNotReadTakesNothingMore(boolean bySystem) throws IOException {
    own.setOption(StandardSocketOptions.SO_SNDBUF, 16 * 1024);
    SelectedLink link = link(bySystem);
    long written = 0;
    int last = 1;
    while (last > 0) {
      ByteBuffer bytes = buffer.clear();
      last = link.write(bytes);
      assertEquals(last, bytes.position());
      written += last;
    }
    assertTrue(written > 0);
    assertEquals(0, last);
    received((int) written);
    key.interestOps(SelectionKey.OP_WRITE);
    selector.select();
    assertTrue(link.write(buffer.clear()) > 0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPeerThatResetIsNoticed(boolean bySystem) throws IOException {
    SelectedLink link = link(bySystem);
    peer.setOption(StandardSocketOptions.SO_LINGER, 0);
    peer.close();
    selector.select();
    assertThrows(
        IOException.class,
        () -> {
          while (true) {
            link.write(filled("is anybody there?"));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingIsSentByALinkThatIsClosed(boolean bySystem) throws IOException {
    SelectedLink link = link(bySystem);
    link.close();
    selector.selectNow();
    assertThrows(ClosedChannelException.class, () -> link.write(filled("late")));
  }
}
