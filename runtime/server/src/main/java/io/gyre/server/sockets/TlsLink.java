package io.gyre.server.sockets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * A socket registered with the shard's selector whose bytes are encrypted. The handshake is over
 * when it comes here. Holds bytes of its own only for an unfinished record or a short write.
 */
final class TlsLink implements Link {
  private static final byte[] NOTHING = {};
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

  private final SelectionKey key;
  private final SSLEngine engine;
  private final TlsBuffers shared;
  private byte[] unread;
  private byte[] unsent = NOTHING;
  private boolean closed;

  /** Goes on where the HTTP server stopped: {@code unread} is what it read and did not decrypt. */
  TlsLink(SelectionKey key, SSLEngine engine, byte[] unread, TlsBuffers shared) {
    this.key = key;
    this.engine = engine;
    this.unread = unread;
    this.shared = shared;
    // The server's selector was for the handshake, and it leads to all of the server's buffers.
    engine.setHandshakeApplicationProtocolSelector(TlsLink::noProtocol);
  }

  private static String noProtocol(SSLEngine handshaking, List<String> offered) {
    return "";
  }

  @Override
  public int read(ByteBuffer buffer) throws IOException {
    ByteBuffer wire = shared.incoming().clear().put(unread);
    unread = NOTHING;
    boolean ended = channel().read(wire) < 0;
    wire.flip();
    int before = buffer.position();
    boolean whole = true;
    while (whole && wire.hasRemaining()) {
      SSLEngineResult result = engine.unwrap(wire, buffer);
      switch (result.getStatus()) {
        case OK -> answerPeer(result.getHandshakeStatus());
        case BUFFER_UNDERFLOW -> whole = false;
        case CLOSED -> {
          ended = true;
          whole = false;
        }
        case BUFFER_OVERFLOW -> throw new SSLException("record is larger than the read buffer");
      }
    }
    unread = rest(wire);
    int count = buffer.position() - before;
    return count == 0 && ended ? -1 : count;
  }

  /** A new key of the peer may want an answer; a whole new handshake is not for an event thread. */
  private void answerPeer(HandshakeStatus status) throws IOException {
    if (status == HandshakeStatus.NEED_TASK) {
      throw new SSLException("renegotiation refused");
    }
    if (status == HandshakeStatus.NEED_WRAP) {
      ByteBuffer wire = shared.outgoing().clear();
      engine.wrap(EMPTY, wire);
      byte[] answer = rest(wire.flip());
      int held = unsent.length;
      unsent = Arrays.copyOf(unsent, held + answer.length);
      System.arraycopy(answer, 0, unsent, held, answer.length);
      sendHeldBack();
    }
  }

  @Override
  public int write(ByteBuffer buffer) throws IOException {
    sendHeldBack();
    int before = buffer.position();
    ByteBuffer wire = shared.outgoing();
    while (unsent.length == 0 && buffer.hasRemaining()) {
      wire.clear();
      int room = engine.getSession().getPacketBufferSize();
      while (buffer.hasRemaining() && wire.remaining() >= room) {
        SSLEngineResult result = engine.wrap(buffer, wire);
        if (result.getStatus() != SSLEngineResult.Status.OK) {
          throw new SSLException("encryption ended status=" + result.getStatus());
        }
      }
      channel().write(wire.flip());
      unsent = rest(wire);
    }
    return buffer.position() - before;
  }

  private void sendHeldBack() throws IOException {
    if (unsent.length > 0) {
      ByteBuffer wire = ByteBuffer.wrap(unsent);
      channel().write(wire);
      unsent = rest(wire);
    }
  }

  @Override
  public int heldBack() {
    return unsent.length;
  }

  @Override
  public void interest(boolean reads, boolean writes) {
    SelectedLink.interest(key, reads, writes);
  }

  /** The peer may still say goodbye; one of TLS 1.2 hangs up at once, which is as good. */
  @Override
  public void endOutput() throws IOException {
    sayEnd(channel());
  }

  private void sayEnd(SocketChannel channel) throws IOException {
    if (unsent.length == 0) { // else it would come in the midst of a record
      engine.closeOutbound();
      ByteBuffer wire = shared.outgoing().clear();
      engine.wrap(EMPTY, wire);
      channel.write(wire.flip());
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (SocketChannel ending = channel()) {
      sayEnd(ending);
    } catch (IOException alreadyGone) {
      // nobody is left to tell: the descriptor is released either way
    }
  }

  private SocketChannel channel() {
    return (SocketChannel) key.channel();
  }

  private static byte[] rest(ByteBuffer bytes) {
    if (!bytes.hasRemaining()) {
      return NOTHING;
    }
    byte[] rest = new byte[bytes.remaining()];
    bytes.get(rest);
    return rest;
  }
}
