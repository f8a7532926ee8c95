package io.gyre.server.sockets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** A socket registered with the shard's selector. */
final class SelectedLink implements Link {
  private final SelectionKey key;

  SelectedLink(SelectionKey key) {
    this.key = key;
  }

  @Override
  public int read(ByteBuffer buffer) throws IOException {
    return channel().read(buffer);
  }

  @Override
  public int write(ByteBuffer buffer) throws IOException {
    return channel().write(buffer);
  }

  @Override
  public int heldBack() {
    return 0;
  }

  @Override
  public void interest(boolean reads, boolean writes) {
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

  private SocketChannel channel() {
    return (SocketChannel) key.channel();
  }
}
