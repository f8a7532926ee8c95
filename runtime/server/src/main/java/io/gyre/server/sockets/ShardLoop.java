package io.gyre.server.sockets;

import io.gyre.core.hub.Shard;
import io.gyre.core.hub.TimerWheel;
import io.gyre.core.meter.ShardMeters;
import io.gyre.spi.transport.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * The loop of one shard: reads what peers sent, lets the shard work for a turn, then writes to each
 * connection that has something to send. It runs on one thread; only {@link #stop}, {@link
 * #execute} and {@link #connections} may be called from others.
 */
final class ShardLoop implements Runnable {
  private static final System.Logger LOG = System.getLogger(ShardLoop.class.getName());
  private static final int READ_BYTES = 64 * 1024;
  private static final int WRITE_BYTES = 256 * 1024;
  private static final int SPARE_QUEUES_MAX = 4096;

  /** Written in a turn to peers that are behind, so that thousands of them hold up nobody. */
  static final int CATCH_UP_BYTES = 4 * 1024 * 1024;

  /** What a write to such a peer counts at least. */
  private static final int CATCH_UP_COST = 16 * 1024;

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long NEVER = Long.MAX_VALUE;

  private final Selector selector;
  private final LongSupplier nanoTime;
  private final Shard shard;
  private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BYTES);
  private final ByteBuffer writeBuffer = ByteBuffer.allocateDirect(WRITE_BYTES);
  private final ArrayDeque<WriteQueue> spareQueues = new ArrayDeque<>();
  private final Set<SocketConnection> parked = new HashSet<>();
  private final Consumer<SelectionKey> onReady = this::ready;
  private List<LoopMember> dirty = new ArrayList<>();
  private List<LoopMember> flushing = new ArrayList<>();
  private final ArrayDeque<LoopMember> behind = new ArrayDeque<>();
  private int written;
  private final AtomicInteger connections = new AtomicInteger();
  private @Nullable TlsBuffers tlsBuffers;
  private @Nullable SystemSend systemSend;
  private boolean looked;
  private boolean asleep;
  private boolean ending;
  private volatile long stopBy = NEVER;

  /** Makes the loop and the shard it turns. */
  ShardLoop(int index, LongSupplier nanoTime, ShardMeters meters) {
    try {
      this.selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.nanoTime = nanoTime;
    this.shard = new Shard(index, nanoTime, selector::wakeup, meters);
  }

  Shard shard() {
    return shard;
  }

  TimerWheel timers() {
    return shard.timers();
  }

  /** The monotonic clock as of this turn. */
  long nanoTime() {
    return shard.nanoTime();
  }

  /** The monotonic clock. Any thread. */
  long now() {
    return nanoTime.getAsLong();
  }

  /** How many connections the loop serves. Any thread. */
  int connections() {
    return connections.get();
  }

  /** Posts a task to the shard. Any thread. */
  void execute(Runnable task) throws RejectedExecutionException {
    shard.execute(task);
  }

  /**
   * Ends the loop when its last connection is gone, at the latest at {@code deadline}. Any thread.
   */
  void stop(long deadline) {
    stopBy = deadline;
    selector.wakeup();
  }

  /** Serves a socket from now on. */
  void attach(SocketConnection connection, Session session, Detach.Taken taken) {
    SelectionKey key;
    try {
      key = register(taken.channel(), connection);
    } catch (IOException | IllegalStateException gone) {
      connection.abandon(session);
      return;
    }
    connections.incrementAndGet();
    SSLEngine engine = taken.engine();
    Link link =
        engine == null
            ? new SelectedLink(key, systemSend())
            : new TlsLink(key, engine, taken.undecrypted(), tlsBuffers());
    begin(connection, session, link, taken.early());
    if (taken.undecrypted().length > 0) {
      readReady(connection); // the selector tells of what is in the socket only
    }
  }

  /**
   * Has a socket's owner told when there are bytes.
   *
   * @throws java.nio.channels.CancelledKeyException if it was here before in this turn
   * @throws IllegalStateException if the loop ends
   */
  SelectionKey register(SocketChannel channel, LoopMember owner) throws IOException {
    if (ending) {
      throw new IllegalStateException("the loop ends");
    }
    return channel.register(selector, SelectionKey.OP_READ, owner);
  }

  /**
   * How bytes leave the buffer of {@link #flush}, if not by a channel; null where there is none.
   */
  @Nullable SystemSend systemSend() {
    if (!looked) {
      looked = true;
      systemSend = SystemSend.from(writeBuffer).orElse(null);
    }
    return systemSend;
  }

  private TlsBuffers tlsBuffers() {
    TlsBuffers present = tlsBuffers;
    if (present == null) {
      present = new TlsBuffers();
      tlsBuffers = present;
    }
    return present;
  }

  /** Serves a connection whose bytes a parked thread carries. */
  void attach(SocketConnection connection, Session session, ParkedLink link, byte[] early) {
    connections.incrementAndGet();
    parked.add(connection);
    begin(connection, session, link, early);
  }

  private void begin(SocketConnection connection, Session session, Link link, byte[] early) {
    try {
      connection.attach(this, session, link, early);
    } catch (RuntimeException e) {
      end(connection, e);
    }
  }

  /** The connection is gone. */
  void forget(SocketConnection connection) {
    connections.decrementAndGet();
    parked.remove(connection);
  }

  /** Reads from a connection that is not in the selector. */
  void readReady(SocketConnection connection) {
    try {
      connection.readReady(readBuffer);
    } catch (RuntimeException e) {
      end(connection, e);
    }
  }

  void flushLater(LoopMember member) {
    dirty.add(member);
  }

  /** As {@link #flushLater}, for one who is behind: when it is its turn among those who are. */
  void catchUpLater(LoopMember member) {
    behind.add(member);
  }

  /** A member's flush wrote so much. */
  void wrote(int bytes) {
    written += bytes;
  }

  WriteQueue spareQueue() {
    WriteQueue spare = spareQueues.poll();
    return spare == null ? new WriteQueue() : spare;
  }

  void recycle(WriteQueue empty) {
    if (spareQueues.size() < SPARE_QUEUES_MAX && empty.reusable()) {
      spareQueues.push(empty);
    }
  }

  @Override
  public void run() {
    try (selector) {
      while (!over()) {
        boolean more = turn();
        flush();
        catchUp();
        select(more || !dirty.isEmpty() || !behind.isEmpty());
      }
      end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean turn() {
    try {
      return shard.turn();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "shard task failed shard=" + shard.index(), e);
      return true;
    }
  }

  /** Everybody with something to send; package-private for tests, as what follows. */
  void flush() {
    List<LoopMember> batch = dirty;
    dirty = flushing;
    flushing = batch;
    for (int i = 0; i < batch.size(); i++) {
      flush(batch.get(i));
    }
    batch.clear();
  }

  private void flush(LoopMember member) {
    try {
      member.flush(writeBuffer);
    } catch (RuntimeException e) {
      end(member, e);
    }
  }

  /** Goes on with those who are behind, as far as it goes in a turn. */
  void catchUp() {
    int left = CATCH_UP_BYTES;
    while (left > 0 && !behind.isEmpty()) {
      written = 0;
      flush(behind.remove());
      left -= Math.max(written, CATCH_UP_COST);
    }
  }

  private void select(boolean workRemains) throws IOException {
    if (workRemains || !shard.trySleep()) {
      selector.selectNow(onReady);
      return;
    }
    asleep = true;
    selector.select(onReady, sleepMillis());
    wake();
  }

  /** Before anything else happens, so that posts to the shard do not wake a loop that is awake. */
  private void wake() {
    if (asleep) {
      asleep = false;
      shard.awake();
    }
  }

  /** Rounded up, so that a timer is due when the loop wakes; 0 is without end. */
  private long sleepMillis() {
    long nanos = shard.nanosUntilTimer();
    if (stopBy != NEVER) {
      nanos = Math.min(nanos, stopBy - nanoTime.getAsLong());
    }
    return nanos == NEVER ? 0 : Math.max(0, nanos) / NANOS_PER_MILLI + 1;
  }

  private void ready(SelectionKey key) {
    wake();
    LoopMember member = (LoopMember) key.attachment();
    try {
      // A connection served before in this turn may have had this one closed.
      if (key.isValid() && key.isWritable()) {
        member.writeReady();
      }
      if (key.isValid() && key.isReadable()) {
        member.readReady(readBuffer);
      }
    } catch (RuntimeException e) {
      end(member, e);
    }
  }

  /** A codec or a session that throws ends its own connection, not the shard. */
  private void end(LoopMember member, RuntimeException cause) {
    LOG.log(Level.ERROR, "connection failed shard=" + shard.index(), cause);
    try {
      member.lose();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "connection failed to end shard=" + shard.index(), e);
    }
  }

  private boolean over() {
    long deadline = stopBy;
    return deadline != NEVER && (connections.get() == 0 || nanoTime.getAsLong() - deadline >= 0);
  }

  private void end() {
    ending = true;
    shard.stop();
    for (SelectionKey key : selector.keys()) {
      if (key.isValid()) {
        ((LoopMember) key.attachment()).lose();
      }
    }
    List.copyOf(parked).forEach(SocketConnection::lose);
    while (turn()) {
      // what was posted before still runs
    }
  }
}
