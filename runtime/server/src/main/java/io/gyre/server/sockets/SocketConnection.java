package io.gyre.server.sockets;

import io.gyre.core.hub.TimerWheel;
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
final class SocketConnection implements Connection, WirePeer {
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
  private @Nullable Watch watch;

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
      watch().heard(home.nanoTime());
      watch().schedule();
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
    waiting.add(frame.wire(codec.framing()));
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
    WriteQueue waiting = begun();
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
    WriteQueue waiting = begun();
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
    begun().add(answer);
    leave(Phase.ENDING);
    tellGone();
  }

  @Override
  public void failed(byte[] farewell) {
    if (phase != Phase.OPEN) {
      return;
    }
    begun().add(farewell);
    leave(times.close().isPositive() ? Phase.REFUSED : Phase.ENDING);
    tellGone();
  }

  /** The link has bytes: reads once, into the buffer that all connections of the shard share. */
  void readReady(ByteBuffer buffer) {
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
    if (watch != null && loop != null) {
      watch.heard(loop.nanoTime());
    }
    if (phase == Phase.OPEN || phase == Phase.LEAVING) {
      codec.received(bytes, this);
    }
  }

  /** Writes what waits, in one write if the shared buffer holds it. */
  void flush(ByteBuffer buffer) {
    dirty = false;
    Link socket = link;
    if (socket == null || phase == Phase.CLOSED) {
      return;
    }
    try {
      if (writeAll(socket, buffer)) {
        drained(socket);
      }
    } catch (IOException peerReset) {
      lose();
    }
  }

  /** The link takes bytes again after a short write. */
  void writeReady() {
    if (!dirty && loop != null) {
      dirty = true;
      loop.flushLater(this);
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
      markDirty();
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
      watch().stalledAt(home().nanoTime());
      watch().schedule();
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
    Watch present = watch;
    if (present != null && !present.flowing()) {
      present.stop();
      watch = null;
    }
  }

  /** The link is broken or the peer ended it without a word. */
  void lose() {
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
      watch().endsBy(home.nanoTime() + times.close().toNanos());
      watch().schedule();
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
    if (watch != null) {
      watch.stop();
      watch = null;
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
    if (!stalled) { // else the link says when it takes bytes again
      writeReady();
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

  private WriteQueue queue() {
    WriteQueue present = queue;
    if (present == null) {
      present = loop == null ? new WriteQueue() : loop.spareQueue();
      queue = present;
    }
    return present;
  }

  private Watch watch() {
    Watch present = watch;
    if (present == null) {
      present = new Watch();
      watch = present;
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

  /** The deadlines of a connection that has any; one timer serves them all. */
  private final class Watch extends TimerWheel.Entry {
    private static final long NEVER = Long.MAX_VALUE;
    private long lastHeard;
    private long pingAt = NEVER;
    private long cutAt = NEVER;
    private long endAt = NEVER;

    void heard(long now) {
      lastHeard = now;
      if (pingAt == NEVER && times.pings().wanted()) {
        pingAt = now + times.pings().interval().toNanos();
      }
    }

    void stalledAt(long now) {
      cutAt = now + times.write().toNanos();
    }

    /** Nothing waits any more; tells whether another deadline is left. */
    boolean flowing() {
      cutAt = NEVER;
      return endAt != NEVER || pingAt != NEVER;
    }

    void endsBy(long deadline) {
      endAt = deadline;
    }

    void schedule() {
      long next = Math.min(Math.min(pingAt, silentTooLongAt()), Math.min(cutAt, endAt));
      if (next != NEVER) {
        home().timers().schedule(this, next);
      }
    }

    void stop() {
      home().timers().cancel(this);
    }

    @Override
    protected void fire(long now) {
      if (now >= cutAt || now >= endAt || now >= silentTooLongAt()) {
        lose();
        return;
      }
      if (now >= pingAt) {
        pingAt = now + times.pings().interval().toNanos();
        reply(codec.ping());
      }
      schedule();
    }

    private long silentTooLongAt() {
      if (!times.pings().wanted()) {
        return NEVER;
      }
      return lastHeard + times.pings().interval().plus(times.pings().timeout()).toNanos();
    }
  }
}
