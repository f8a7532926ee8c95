package io.gyre.server.sockets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A socket registered with the shard's selector. */
final class SelectedLink implements Link {
  private final SelectionKey key;

  /** Of the channel; not used without {@code system}. */
  private final int descriptor;

  private final @Nullable SystemSend system;

  /** A socket whose bytes leave by the system's own call if {@code system} is there. */
  SelectedLink(SelectionKey key, @Nullable SystemSend system) {
    this.key = key;
    this.system = system;
    this.descriptor = system == null ? 0 : system.descriptor(channel());
  }

  @Override
  public int read(ByteBuffer buffer) throws IOException {
    return channel().read(buffer);
  }

  @Override
  public int write(ByteBuffer buffer) throws IOException {
    // While the key is valid the channel is registered here, and its descriptor nobody else's.
    int sent = system != null && key.isValid() ? system.send(descriptor, buffer) : -1;
    return sent >= 0 ? sent : channel().write(buffer);
  }

  @Override
  public int heldBack() {
    return 0;
  }

  @Override
  public void interest(boolean reads, boolean writes) {
    interest(key, reads, writes);
  }

  /** Has the selector report what is wanted; a key that wants the same already is left alone. */
  static void interest(SelectionKey key, boolean reads, boolean writes) {
    int wanted = (reads ? SelectionKey.OP_READ : 0) | (writes ? SelectionKey.OP_WRITE : 0);
    if (key.isValid() && key.interestOps() != wanted) {
      key.interestOps(wanted);
    }
  }

  @Override
  public void endOutput() throws IOException {
    channel().shutdownOutput();
  }

  @Override
  public void close() {
    try {
      channel().close();
    } catch (IOException alreadyGone) {
      // nobody is left to tell: the descriptor is released either way
    }
  }

  /** Has the selector forget the socket, which stays open. */
  void release() {
    key.cancel();
  }

  private SocketChannel channel() {
    return (SocketChannel) key.channel();
  }
}
