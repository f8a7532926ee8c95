package io.gyre.core.session;

import io.gyre.protocol.Command;
import io.gyre.protocol.CommandReader;
import io.gyre.protocol.Decoder;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Frames that came and the commands in them, read one at a time. Belongs to its session's shard.
 * How much may wait is bounded: above the mark the transport is asked not to read on.
 */
final class Inbox {
  /** Bytes above which the peer is not read; a single frame is bounded by its transport. */
  static final int HIGH_MARK = 128 * 1024;

  /** Bytes above which a peer is sent away that sends whether it is read or not. */
  static final int FLOOD_MARK = 1024 * 1024;

  private final Decoder decoder;
  private final ArrayDeque<byte[]> frames = new ArrayDeque<>(2);
  private @Nullable CommandReader current;
  private int waitingBytes;
  private int lastLength;

  Inbox(Decoder decoder) {
    this.decoder = decoder;
  }

  void add(byte[] frame) {
    frames.add(frame);
    waitingBytes += frame.length;
  }

  /** How many bytes the last command took. */
  int lastLength() {
    return lastLength;
  }

  int waitingBytes() {
    return waitingBytes;
  }

  /**
   * The next command, or null if there is none.
   *
   * @throws io.gyre.protocol.ProtocolException if what comes next is no command
   */
  @Nullable Command next() {
    while (true) {
      CommandReader reader = current;
      if (reader == null) {
        byte[] frame = frames.poll();
        if (frame == null) {
          return null;
        }
        waitingBytes -= frame.length;
        reader = decoder.commands(frame);
        current = reader;
      }
      if (reader.next()) {
        lastLength = reader.length();
        return reader.read();
      }
      current = null;
    }
  }

  void clear() {
    frames.clear();
    current = null;
    waitingBytes = 0;
  }
}
