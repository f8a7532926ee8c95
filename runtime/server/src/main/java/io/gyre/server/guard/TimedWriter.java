package io.gyre.server.guard;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;

/** Writes while the peer takes it in time; else its socket is closed. */
final class TimedWriter implements DataWriter {
  private final DataWriter inner;
  private final Peer peer;
  private final Peers peers;
  private final long writeNanos;

  TimedWriter(DataWriter inner, Peer peer, Peers peers) {
    this.inner = inner;
    this.peer = peer;
    this.peers = peers;
    this.writeNanos = peers.limits().writeTime().toNanos();
  }

  private void begin() {
    peer.writeUntil(peers.now() + writeNanos);
  }

  private void end() {
    peer.writeUntil(Peer.NEVER);
  }

  @Override
  public void write(BufferData... buffers) {
    begin();
    try {
      inner.write(buffers);
    } finally {
      end();
    }
  }

  @Override
  public void write(BufferData buffer) {
    begin();
    try {
      inner.write(buffer);
    } finally {
      end();
    }
  }

  @Override
  public void writeNow(BufferData... buffers) {
    begin();
    try {
      inner.writeNow(buffers);
    } finally {
      end();
    }
  }

  @Override
  public void writeNow(BufferData buffer) {
    begin();
    try {
      inner.writeNow(buffer);
    } finally {
      end();
    }
  }

  @Override
  public void flush() {
    inner.flush();
  }

  @Override
  public void close() {
    inner.close();
  }
}
