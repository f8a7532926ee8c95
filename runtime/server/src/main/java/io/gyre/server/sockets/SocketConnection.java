package io.gyre.server.sockets;

import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.Connection;
import io.gyre.spi.transport.Frame;
import io.gyre.spi.transport.Session;
import io.gyre.spi.web.WireCodec;
import io.gyre.spi.web.WirePeer;
import io.gyre.spi.web.WireTimes;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One peer of a shard. Frames gather here during a turn of the loop and leave in one write at its
 * end. Small on purpose: what only some connections need at some times (bytes that wait, timers)
 * exists only then. Belongs to the shard's thread, apart from its construction.
 */
final class SocketConnection implements Connection, WirePeer, LoopMember {
  private static final int GONE_CODE = 3000;
  private static final int SLOW_CODE = 3008;
  private static final byte[] NOTHING = {};

  /** While more than this waits, a peer that makes us answer it is not read. */
  private static final int REPLY_BYTES_MAX = 64 * 1024;

  /** Writes of a full buffer in one turn, so that a large backlog does not hold up the others. */
  private static final int WRITES_PER_TURN = 4;

  private enum Phase {
    /** Both sides talk. */
    OPEN,
    /** The server said goodbye; the peer is heard only for its own goodbye. */
    LEAVING,
    /** The peer broke the rules; it is told and no longer heard. */
    REFUSED,
    /** The peer said goodbye; what waits is written, then it is over. */
    ENDING,
    /** Nothing is left. */
    CLOSED
  }

  private final WireCodec codec;
  private final WireTimes times;
  private final Runnable atEnd;
  private Phase phase = Phase.OPEN;
  private boolean readWanted = true;
  private boolean choked;
  private boolean dirty;
  private boolean stalled;
  private boolean greeted;
  private @Nullable ShardLoop loop;
  private @Nullable Session session;
  private @Nullable Link link;
  private @Nullable WriteQueue queue;
  private @Nullable Deadlines deadlines;

  /**
   * Makes a connection that is not on a shard yet.
   *
   * @param atEnd runs once, when the socket is gone
   */
  SocketConnection(WireCodec codec, WireTimes times, Runnable atEnd) {
    this.codec = codec;
    this.times = times;
    this.atEnd = atEnd;
  }

  /** Begins to serve the peer: {@code early} is what it sent before. */
  void attach(ShardLoop home, Session owner, Link socket, byte[] early) {
    loop = home;
    session = owner;
    link = socket;
    if (phase == Phase.CLOSED) {
      release();
      return;
    }
    if (phase != Phase.OPEN) {
      boundEnd(home);
    } else if (times.pings().wanted()) {
      deadlines().heard(home.nanoTime());
      deadlines().schedule();
    }
    applyInterest();
    if (phase == Phase.OPEN) {
      codec.opened(this);
    }
    received(ByteBuffer.wrap(early));
    if (queue != null || phase != Phase.OPEN) {
      markDirty();
    }
  }

  /** The peer was gone before it came to a shard. */
  void abandon(Session owner) {
    phase = Phase.CLOSED;
    atEnd.run();
    owner.closed();
  }

  @Override
  public int send(Frame frame) {
    if (phase != Phase.OPEN) {
      return 0;
    }
    WriteQueue waiting = begun();
    if (stalled || !codec.gathers(frame)) { // what is gathered is not counted
      waiting.add(frame.wire(codec.framing()));
    }
    markDirty();
    return waiting.bytes();
  }

  @Override
  public void refused(int code, String reason) {
    byte[] refusal = phase == Phase.OPEN && !greeted ? codec.refusal(code, reason) : NOTHING;
    if (refusal.length > 0) {
      greeted = true;
      session = null; // it ends by itself
      queue().add(refusal);
      leave(end());
    }
  }

  @Override
  public void close(Disconnect disconnect) {
    if (phase != Phase.OPEN) {
      return;
    }
    session = null;
    if (disconnect.code() == GONE_CODE) {
      finish();
      return;
    }
    WriteQueue waiting = settled();
    if (disconnect.code() == SLOW_CODE) {
      waiting.dropUnstarted();
    }
    waiting.add(codec.farewell(disconnect));
    leave(end());
  }

  /** Not every wire has a goodbye of the peer to wait for. */
  private Phase end() {
    return times.close().isPositive() ? Phase.LEAVING : Phase.ENDING;
  }

  /** The server under the link stops: the peer is told, and the session that it is gone. */
  void leave(Disconnect disconnect) {
    Session owner = session;
    close(disconnect);
    if (owner != null) {
      owner.closed();
    }
  }

  @Override
  public void readable(boolean wanted) {
    readWanted = wanted;
    applyInterest();
  }

  @Override
  public void greet() {
    if (phase == Phase.OPEN && !greeted) {
      begun();
      markDirty();
    }
  }

  @Override
  public void frame(byte[] commands) {
    Session owner = session;
    if (phase == Phase.OPEN && owner != null) {
      owner.receive(commands);
    }
  }

  @Override
  public void reply(byte[] wire) {
    if (phase != Phase.OPEN) {
      return;
    }
    WriteQueue waiting = settled();
    waiting.add(wire);
    markDirty();
    if (waiting.bytes() > REPLY_BYTES_MAX && !choked) {
      choked = true;
      applyInterest();
    }
  }

  @Override
  public void ended(byte[] answer) {
    if (phase == Phase.CLOSED) {
      return;
    }
    settled().add(answer);
    leave(Phase.ENDING);
    tellGone();
  }

  @Override
  public void failed(byte[] farewell) {
    if (phase != Phase.OPEN) {
      return;
    }
    settled().add(farewell);
    leave(times.close().isPositive() ? Phase.REFUSED : Phase.ENDING);
    tellGone();
  }

  @Override
  public void readReady(ByteBuffer buffer) {
    Link socket = link;
    if (socket == null || phase == Phase.CLOSED) {
      return;
    }
    buffer.clear();
    try {
      if (socket.read(buffer) < 0) {
        lose();
        return;
      }
    } catch (IOException peerReset) {
      lose();
      return;
    }
    received(buffer.flip());
  }

  private void received(ByteBuffer bytes) {
    if (!bytes.hasRemaining()) {
      return;
    }
    if (deadlines != null && loop != null) {
      deadlines.heard(loop.nanoTime());
    }
    if (phase == Phase.OPEN || phase == Phase.LEAVING) {
      codec.received(bytes, this);
    }
  }

  /** Writes in one write if the shared buffer holds all. */
  @Override
  public void flush(ByteBuffer buffer) {
    dirty = false;
    Link socket = link;
    if (socket == null || phase == Phase.CLOSED) {
      return;
    }
    if (queue != null) {
      queue.add(codec.gathered());
    }
    try {
      if (writeAll(socket, buffer)) {
        drained(socket);
      }
    } catch (IOException peerReset) {
      lose();
    }
  }

  /** It was behind, so it is its turn only among others that are. */
  @Override
  public void writeReady() {
    if (!dirty && loop != null) {
      dirty = true;
      loop.catchUpLater(this);
    }
  }

  private boolean writeAll(Link socket, ByteBuffer buffer) throws IOException {
    WriteQueue waiting = queue;
    for (int i = 0; i < WRITES_PER_TURN && !(isEmpty(waiting) && socket.heldBack() == 0); i++) {
      int held = socket.heldBack();
      buffer.clear();
      if (waiting != null) {
        waiting.copyTo(buffer);
      }
      int written = socket.write(buffer.flip());
      if (waiting != null) {
        waiting.advance(written);
      }
      home().wrote(written);
      if (buffer.hasRemaining() || socket.heldBack() > 0) {
        stall(written > 0 || socket.heldBack() < held);
        return false;
      }
    }
    if (stalled) {
      stalled = false;
      applyInterest();
    }
    if (!isEmpty(waiting)) {
      writeReady();
      return false;
    }
    queue = null;
    if (waiting != null) {
      home().recycle(waiting);
    }
    return true;
  }

  private static boolean isEmpty(@Nullable WriteQueue waiting) {
    return waiting == null || waiting.isEmpty();
  }

  private void stall(boolean progress) {
    if (!stalled || progress) {
      deadlines().stalledAt(home().nanoTime());
      deadlines().schedule();
    }
    stalled = true;
    applyInterest();
  }

  private void drained(Link socket) throws IOException {
    if (phase == Phase.ENDING) {
      finish();
      return;
    }
    if (phase != Phase.OPEN) {
      socket.endOutput();
    }
    if (choked) {
      choked = false;
      applyInterest();
    }
    Deadlines present = deadlines;
    if (present != null && !present.flowing()) {
      present.stop();
      deadlines = null;
    }
  }

  /** Whether it is going to write as soon as it is its turn. */
  boolean awaitsTurn() {
    return dirty;
  }

  /** The peer takes nothing for too long. */
  void cut() {
    finish();
    Session owner = session;
    session = null;
    if (owner != null) {
      owner.stalled();
    }
  }

  /** Makes the peer answer, if the wire has a way to. */
  void ping() {
    reply(codec.ping());
  }

  @Override
  public void lose() {
    finish();
    tellGone();
  }

  private void leave(Phase next) {
    phase = next;
    if (queue != null && queue.isEmpty()) {
      queue = null;
    }
    if (queue == null && next == Phase.ENDING && (link == null || link.heldBack() == 0)) {
      finish();
      return;
    }
    if (loop != null) {
      boundEnd(loop);
    }
    applyInterest();
    markDirty();
  }

  private void boundEnd(ShardLoop home) {
    if (times.close().isPositive()) { // else it ends when all is written, or the peer stalls
      deadlines().endsBy(home.nanoTime() + times.close().toNanos());
      deadlines().schedule();
    }
  }

  private void finish() {
    if (phase == Phase.CLOSED) {
      return;
    }
    phase = Phase.CLOSED;
    queue = null;
    if (link != null) {
      release();
    }
  }

  private void release() {
    if (deadlines != null) {
      deadlines.stop();
      deadlines = null;
    }
    if (link != null) {
      link.close();
    }
    home().forget(this);
    atEnd.run();
  }

  private void tellGone() {
    Session owner = session;
    session = null;
    if (owner != null) {
      owner.closed();
    }
  }

  private void applyInterest() {
    if (link != null && phase != Phase.CLOSED) {
      link.interest(phase != Phase.OPEN || (readWanted && !choked), stalled);
    }
  }

  private void markDirty() {
    if (!stalled && !dirty && loop != null) { // else the link says when it takes bytes again
      dirty = true;
      loop.flushLater(this);
    }
  }

  /** What waits, the greeting before everything else. */
  private WriteQueue begun() {
    WriteQueue waiting = queue();
    if (!greeted) {
      greeted = true;
      waiting.add(codec.greeting());
    }
    return waiting;
  }

  /** What waits, with all that was gathered. */
  private WriteQueue settled() {
    WriteQueue waiting = begun();
    waiting.add(codec.gathered());
    return waiting;
  }

  private WriteQueue queue() {
    WriteQueue present = queue;
    if (present == null) {
      present = loop == null ? new WriteQueue() : loop.spareQueue();
      queue = present;
    }
    return present;
  }

  private Deadlines deadlines() {
    Deadlines present = deadlines;
    if (present == null) {
      present = new Deadlines(this, times, home());
      deadlines = present;
    }
    return present;
  }

  private ShardLoop home() {
    ShardLoop present = loop;
    if (present == null) {
      throw new IllegalStateException("connection is on no shard yet");
    }
    return present;
  }
}
