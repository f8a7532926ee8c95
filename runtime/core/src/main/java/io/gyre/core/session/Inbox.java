package io.gyre.core.session;

import io.gyre.core.errors.Disconnects;
import io.gyre.protocol.Command;
import io.gyre.protocol.CommandReader;
import io.gyre.protocol.Decoder;
import io.gyre.protocol.ProtocolException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Frames that came and the commands in them, handled one after the other while not too many are
 * under way. Belongs to its session's shard. How much may wait is bounded: above the mark the
 * transport is asked not to read on.
 */
final class Inbox {
  /** Bytes above which the peer is not read; a single frame is bounded by its transport. */
  static final int HIGH_MARK = 128 * 1024;

  /** Bytes above which a peer is sent away that sends whether it is read or not. */
  static final int FLOOD_MARK = 1024 * 1024;

  private final ClientSession session;
  private final CommandDispatcher dispatcher;
  private final Decoder decoder;
  private final int underWayMax;
  private final ArrayDeque<byte[]> frames = new ArrayDeque<>(2);
  private @Nullable CommandReader current;
  private int waitingBytes;
  private int lastLength;
  private int underWay;
  private boolean pumping;
  private boolean unread;

  Inbox(ClientSession session, CommandDispatcher dispatcher, Decoder decoder, int underWayMax) {
    this.session = session;
    this.dispatcher = dispatcher;
    this.decoder = decoder;
    this.underWayMax = underWayMax;
  }

  /** A frame came. */
  void take(byte[] frame) {
    frames.add(frame);
    waitingBytes += frame.length;
    pump();
    if (waitingBytes > HIGH_MARK && !session.isClosed()) {
      holdBack();
    }
  }

  /** What comes by requests of its own cannot be left with the peer. */
  private void holdBack() {
    if (session.connection().emulated()) {
      if (waitingBytes > FLOOD_MARK) {
        session.close(Disconnects.TOO_MANY_REQUESTS);
      }
    } else if (!unread) {
      unread = true;
      session.outbox().readable(false);
    }
  }

  /** Has the peer read again if there is room. */
  void readOn() {
    if (unread && waitingBytes <= HIGH_MARK / 2 && !session.isClosed()) {
      unread = false;
      session.outbox().readable(true);
    }
  }

  /** Handles commands until one has to wait or none is left. */
  private void pump() {
    if (pumping) {
      return; // an answer given at once, deeper in the same loop
    }
    pumping = true;
    try {
      while (!session.isClosed() && underWay < underWayMax) {
        Command command = next();
        if (command == null) {
          break;
        }
        dispatcher.dispatch(session, command);
      }
    } catch (ProtocolException e) {
      session.close(Disconnects.BAD_REQUEST);
    } finally {
      pumping = false;
    }
    session.settle();
  }

  /** Whether commands are being handled: their replies leave together, at the end. */
  boolean pumping() {
    return pumping;
  }

  /** A command begins; commands behind it wait while too many are under way. */
  void begun() {
    underWay++;
  }

  /** Ends what {@link #begun} began. */
  void answered() {
    underWay--;
    if (!pumping && !session.isClosed()) {
      pump();
    }
  }

  /** How many bytes the last command took. */
  int lastLength() {
    return lastLength;
  }

  private @Nullable Command next() {
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
