package io.gyre.server.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.core.meter.NodeMeters;
import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.Framing;
import io.gyre.spi.transport.Session;
import io.gyre.spi.web.PingTimes;
import io.gyre.spi.web.WireCodec;
import io.gyre.spi.web.WirePeer;
import io.gyre.spi.web.WireTimes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Peers that took nothing for a while, and take everything all at once. */
class CatchUpTest {
  private static final int BACKLOG = 1024 * 1024;
  private static final int PEERS = 100;

  private static final Duration TIME = Duration.ofMinutes(1);

  private long now = 1;
  private final ShardLoop loop = new ShardLoop(0, () -> now, new NodeMeters().addShard());
  private final List<Peer> behind = new ArrayList<>();

  private void fallBehind(int count, int bytes) {
    for (int i = 0; i < count; i++) {
      Peer peer = new Peer();
      peer.takes = 0;
      peer.connection.reply(new byte[bytes]);
      behind.add(peer);
    }
    loop.flush();
    loop.catchUp();
    assertEquals(0, taken());
  }

  private void resume() {
    for (Peer peer : behind) {
      peer.takes = Integer.MAX_VALUE;
      peer.connection.writeReady();
    }
  }

  private long taken() {
    return behind.stream().mapToLong(peer -> peer.taken).sum();
  }

  private int turn() {
    long before = taken();
    loop.flush();
    loop.catchUp();
    return (int) (taken() - before);
  }

  @Test
  void manyWhoResumeAtOnceShareWhatATurnHasForThem() {
    fallBehind(PEERS, BACKLOG);
    resume();
    int turns = 0;
    for (int bytes = turn(); bytes > 0; bytes = turn()) {
      assertTrue(bytes <= ShardLoop.CATCH_UP_BYTES + BACKLOG, "in one turn: " + bytes);
      turns++;
    }
    assertEquals((long) PEERS * BACKLOG, taken());
    assertTrue(turns > 1, turns + " turns");
  }

  @Test
  void manyWithLittleToCatchUpAreManyWritesToo() {
    fallBehind(1000, 10);
    resume();
    turn();
    long served = behind.stream().filter(peer -> peer.taken > 0).count();
    assertEquals(256, served);
  }

  @Test
  void whoAwaitsItsTurnIsNotTakenForOneThatTakesNothing() {
    fallBehind(PEERS, BACKLOG);
    Peer last = behind.removeLast();
    resume();
    turn();
    now += TIME.toNanos() * 2;
    loop.shard().turn();
    assertTrue(last.closed, "it takes nothing");
    while (turn() > 0) {
      // the others catch up
    }
    assertEquals((PEERS - 1L) * BACKLOG, taken());
    assertTrue(behind.stream().noneMatch(peer -> peer.closed));
  }

  @Test
  void whoIsNotBehindIsServedInEveryTurn() {
    Peer fast = new Peer();
    fallBehind(PEERS, BACKLOG);
    resume();
    do {
      fast.taken = 0;
      fast.connection.reply(new byte[10]);
    } while (turn() > 0 && fast.taken == 10);
    assertEquals((long) PEERS * BACKLOG, taken(), "served to the end");
    assertEquals(10, fast.taken);
  }

  /** Its end of a connection, which takes as many bytes as it likes. */
  private final class Peer implements Link {
    private final SocketConnection connection =
        new SocketConnection(
            new Silent(), new WireTimes(TIME, Duration.ZERO, PingTimes.NEVER), () -> {});
    private int takes = Integer.MAX_VALUE;
    private long taken;
    private boolean closed;

    Peer() {
      connection.attach(loop, new Nobody(), this, new byte[0]);
    }

    @Override
    public int read(ByteBuffer buffer) {
      return 0;
    }

    @Override
    public int write(ByteBuffer buffer) {
      int count = Math.min(takes, buffer.remaining());
      buffer.position(buffer.position() + count);
      taken += count;
      return count;
    }

    @Override
    public int heldBack() {
      return 0;
    }

    @Override
    public void interest(boolean reads, boolean writes) {}

    @Override
    public void endOutput() {}

    @Override
    public void close() {
      closed = true;
    }
  }

  private static final class Silent implements WireCodec {
    @Override
    public Framing framing() {
      throw new UnsupportedOperationException("bytes come as they are");
    }

    @Override
    public void received(ByteBuffer bytes, WirePeer peer) {}

    @Override
    public byte[] farewell(Disconnect disconnect) {
      return NOTHING;
    }
  }

  private static final class Nobody implements Session {
    @Override
    public String id() {
      return "nobody";
    }

    @Override
    public int shard() {
      return 0;
    }

    @Override
    public void receive(byte[] frame) {}

    @Override
    public void closed() {}

    @Override
    public void stalled() {}
  }
}
