package io.gyre.transport.websocket;

import io.gyre.spi.transport.Frame;
import io.gyre.spi.transport.Framing;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins the pushes of one turn in one message, a line each. Belongs to its connection's event
 * thread.
 */
final class PushJoiner {
  /** What is longer is split between two pushes, so that clients need not take messages at once. */
  private static final int MESSAGE_BYTES_MAX = 64 * 1024;

  private static final byte[] NOTHING = {};

  private final Framing framing;
  private List<Frame> kept = List.of();

  /** Wraps messages by {@code framing}, which may leave some out. */
  PushJoiner(Framing framing) {
    this.framing = framing;
  }

  void keep(Frame frame) {
    if (frame.wire(framing).length == 0) {
      return;
    }
    if (kept.isEmpty()) {
      kept = List.of(frame);
      return;
    }
    if (kept.size() == 1) {
      kept = new ArrayList<>(kept);
    }
    kept.add(frame);
  }

  /** What was kept, wrapped. */
  byte[] take() {
    List<Frame> frames = kept;
    kept = List.of();
    return switch (frames.size()) {
      case 0 -> NOTHING;
      case 1 -> frames.getFirst().wire(framing);
      default -> join(frames);
    };
  }

  private byte[] join(List<Frame> frames) {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    for (Frame frame : frames) {
      byte[] payload = frame.payload();
      if (message.size() > 0 && message.size() + payload.length >= MESSAGE_BYTES_MAX) {
        wire.writeBytes(framing.wrap(message.toByteArray()));
        message.reset();
      }
      if (message.size() > 0) {
        message.write('\n');
      }
      message.writeBytes(payload);
    }
    wire.writeBytes(framing.wrap(message.toByteArray()));
    return wire.toByteArray();
  }
}
