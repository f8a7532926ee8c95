package io.gyre.core.simulation;

import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.Connection;
import io.gyre.spi.transport.ConnectionInfo;
import io.gyre.spi.transport.Encoding;
import io.gyre.spi.transport.Frame;
import io.gyre.spi.transport.Session;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client's line to a simulated node: what it sends arrives on a turn of its shard, and once it is
 * cut by either side it carries nothing.
 */
final class ClientLine implements Connection {
  private final SimulatedNode node;
  private final Consumer<byte[]> heard;
  private final Consumer<Disconnect> closed;
  private @Nullable Session session;

  private ClientLine(SimulatedNode node, Consumer<byte[]> heard, Consumer<Disconnect> closed) {
    this.node = node;
    this.heard = heard;
    this.closed = closed;
  }

  /**
   * Opens a line.
   *
   * @param heard takes the frames of the server
   * @param closed is told when the server cut it
   */
  static ClientLine open(
      SimulatedNode node, Encoding encoding, Consumer<byte[]> heard, Consumer<Disconnect> closed) {
    ClientLine line = new ClientLine(node, heard, closed);
    var info = new ConnectionInfo("sim", encoding, false, false, false, "sim", Map.of());
    line.session = node.node().open(line, info);
    return line;
  }

  void say(byte[] frame) {
    Session to = session;
    if (to != null) {
      node.onShard(to.shard(), () -> to.receive(frame));
    }
  }

  /** Cuts the line, as a peer that is gone. */
  void drop() {
    Session lost = session;
    if (lost != null) {
      node.onShard(lost.shard(), lost::closed);
    }
    session = null;
  }

  @Override
  public int send(Frame frame) {
    if (session != null) {
      heard.accept(frame.payload());
    }
    return 0;
  }

  @Override
  public void close(Disconnect disconnect) {
    if (session != null) {
      session = null;
      closed.accept(disconnect);
    }
  }

  @Override
  public void readable(boolean wanted) {
    // a simulated peer sends little
  }
}
