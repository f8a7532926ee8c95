package io.gyre.server.sockets;

import io.gyre.core.hub.Shard;
import io.gyre.spi.error.Disconnect;
import io.gyre.spi.error.DisconnectException;
import io.gyre.spi.transport.ClientGateway;
import io.gyre.spi.transport.Connection;
import io.gyre.spi.transport.ConnectionInfo;
import io.gyre.spi.transport.Frame;
import io.gyre.spi.transport.Session;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Sessions that send back what they get. {@code close 3503 why} closes with that code, {@code flood
 * N} sends N frames of 1 KiB, {@code silence} sends none.
 */
final class EchoGateway implements ClientGateway {
  final BlockingQueue<EchoSession> opened = new LinkedBlockingQueue<>();
  final BlockingQueue<EchoSession> stalled = new LinkedBlockingQueue<>();
  final BlockingQueue<EchoSession> closed = new LinkedBlockingQueue<>();
  private final List<Shard> shards;
  volatile boolean refusing;

  EchoGateway(List<Shard> shards) {
    this.shards = shards;
  }

  @Override
  public Session open(Connection connection, ConnectionInfo info) {
    if (refusing) {
      throw new DisconnectException(new Disconnect(3001, "shutdown"));
    }
    EchoSession session = new EchoSession(connection, info);
    opened.add(session);
    return session;
  }

  @Override
  public boolean emulate(String nodeId, String sessionId, byte[] frame) {
    return false;
  }

  final class EchoSession implements Session {
    final Connection connection;
    final ConnectionInfo info;

    /**
     * Bytes that waited for the peer when the last message was sent back, that message included.
     */
    volatile int waited;

    EchoSession(Connection connection, ConnectionInfo info) {
      this.connection = connection;
      this.info = info;
    }

    /** Runs on the session's shard. */
    void onShard(Runnable task) {
      shards.get(shard()).execute(task);
    }

    @Override
    public String id() {
      return "echo";
    }

    @Override
    public int shard() {
      return 0;
    }

    @Override
    public void receive(byte[] frame) {
      String text = new String(frame, StandardCharsets.UTF_8);
      String[] words = text.split(" ", 3);
      switch (words[0]) {
        case "close" -> connection.close(new Disconnect(Integer.parseInt(words[1]), words[2]));
        case "flood" -> {
          Frame large = new Frame(new byte[1024]);
          for (int i = 0; i < Integer.parseInt(words[1]); i++) {
            connection.send(large);
          }
        }
        case "silence", "{\"name\":\"silence\"}" -> {}
        case "throw" -> throw new IllegalStateException("asked to");
        default -> waited = connection.send(new Frame(frame));
      }
    }

    @Override
    public void closed() {
      closed.add(this);
    }

    @Override
    public void stalled() {
      stalled.add(this);
    }
  }
}
