package io.gyre.server.sockets;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bytes that wait for one peer: arrays that may be shared with other connections, so they are only
 * read. A connection has one only while something waits. Belongs to the shard's thread.
 */
final class WriteQueue {
  private static final int SLOTS = 8;
  private static final int REUSABLE_SLOTS_MAX = 64;

  /** In place of what was written, so that frames do not live longer than needed. */
  private static final byte[] TAKEN = {};

  private byte[][] slots = new byte[SLOTS][];
  private int head;
  private int tail;
  private int offset;
  private int bytes;

  /** Appends an array; empty ones are ignored. */
  void add(byte[] wire) {
    if (wire.length == 0) {
      return;
    }
    if (tail == slots.length) {
      makeRoom();
    }
    slots[tail++] = wire;
    bytes += wire.length;
  }

  private void makeRoom() {
    int waiting = tail - head;
    boolean crowded = waiting * 2 > slots.length;
    byte[][] target = crowded ? new byte[slots.length * 2][] : slots;
    System.arraycopy(slots, head, target, 0, waiting);
    if (!crowded) {
      Arrays.fill(slots, waiting, tail, TAKEN);
    }
    slots = target;
    head = 0;
    tail = waiting;
  }

  /** How many bytes wait. */
  int bytes() {
    return bytes;
  }

  boolean isEmpty() {
    return bytes == 0;
  }

  /** Copies what waits into the buffer, as much as fits, without taking it off the queue. */
  void copyTo(ByteBuffer buffer) {
    int from = offset;
    for (int i = head; i < tail && buffer.hasRemaining(); i++) {
      byte[] wire = slots[i];
      buffer.put(wire, from, Math.min(wire.length - from, buffer.remaining()));
      from = 0;
    }
  }

  /** Takes bytes off the queue that the peer has taken. */
  void advance(int count) {
    bytes -= count;
    int left = count;
    while (left > 0) {
      int rest = slots[head].length - offset;
      if (left < rest) {
        offset += left;
        return;
      }
      left -= rest;
      slots[head++] = TAKEN;
      offset = 0;
    }
    if (head == tail) {
      head = 0;
      tail = 0;
    }
  }

  /** Drops everything but the rest of an array that the peer has begun to receive. */
  void dropUnstarted() {
    int kept = offset == 0 ? head : head + 1;
    for (int i = kept; i < tail; i++) {
      bytes -= slots[i].length;
      slots[i] = TAKEN;
    }
    tail = kept;
  }

  /** Whether an emptied queue is small enough to serve another connection. */
  boolean reusable() {
    return slots.length <= REUSABLE_SLOTS_MAX;
  }
}
