package io.gyre.server.guard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * One accepted socket and until when it may be waited for. The thread of the connection sets the
 * times, {@link Peers} looks at them from another.
 */
final class Peer {
  static final long NEVER = Long.MAX_VALUE;
  private static final int DRAIN_BYTES = 4 * 1024;

  private final SocketChannel channel;
  private final long acceptedAt;
  private volatile long readUntil;
  private volatile long writeUntil = NEVER;
  private volatile boolean late;

  /** A peer from whom a first request is expected for some time. */
  Peer(SocketChannel channel, long acceptedAt, long headNanos) {
    this.channel = channel;
    this.acceptedAt = acceptedAt;
    this.readUntil = acceptedAt + headNanos;
  }

  long acceptedAt() {
    return acceptedAt;
  }

  SocketChannel channel() {
    return channel;
  }

  void expectUntil(long nanos) {
    readUntil = nanos;
  }

  void writeUntil(long nanos) {
    writeUntil = nanos;
  }

  /** Whether its time was over, so that its input was ended. */
  boolean isLate() {
    return late;
  }

  /**
   * Ends what takes too long; a read that waits sees the end of the stream.
   *
   * @return whether the socket is gone, so that there is nothing more to look after
   */
  boolean look(long now) {
    if (!channel.isOpen()) {
      return true;
    }
    if (isOver(writeUntil, now)) {
      close();
      return true;
    }
    if (isOver(readUntil, now)) {
      late = true;
      endInput();
    }
    return false;
  }

  private static boolean isOver(long until, long now) {
    return until != NEVER && until - now < 0;
  }

  private void endInput() {
    try {
      channel.shutdownInput();
    } catch (IOException gone) {
      close();
    }
  }

  /**
   * Reads what the peer still sends, so that the last response is not lost to a reset; ends when
   * the peer hangs up or its time is over.
   *
   * @param half whether the peer may be told that nothing more comes
   */
  void drain(boolean half, long until) {
    readUntil = until;
    try {
      if (half) {
        channel.shutdownOutput();
      }
      ByteBuffer nowhere = ByteBuffer.allocate(DRAIN_BYTES);
      while (channel.read(nowhere.clear()) >= 0 && !late) {
        // it goes nowhere
      }
    } catch (IOException gone) {
      // then it does not read the response either
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException alreadyGone) {
      // the descriptor is released either way
    }
  }
}
