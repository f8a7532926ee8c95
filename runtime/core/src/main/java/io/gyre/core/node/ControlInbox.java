package io.gyre.core.node;

import io.gyre.core.meter.MessageKind;
import io.gyre.core.meter.NodeMeters;
import io.gyre.spi.engine.ControlListener;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Where engines put the messages of other nodes, until {@link Peers} reads them. Thread-safe. Of
 * what does not fit, nothing is kept: whoever sent it hears no answer.
 */
public final class ControlInbox implements ControlListener {
  private static final int MESSAGES_MAX = 16 * 1024;
  private static final int BYTES_MAX = 64 * 1024 * 1024;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final NodeMeters meters;
  private final ArrayDeque<byte[]> messages = new ArrayDeque<>();
  private int bytes;
  private boolean woken;

  /** An empty one. */
  public ControlInbox(NodeMeters meters) {
    this.meters = meters;
  }

  @Override
  public synchronized void onControl(byte[] message) {
    if (messages.size() >= MESSAGES_MAX || bytes + message.length > BYTES_MAX) {
      meters.action("control_dropped");
      return;
    }
    meters.received(MessageKind.CONTROL);
    messages.add(message);
    bytes += message.length;
    notifyAll();
  }

  /** Ends a wait in {@link #take}, the present one or the next. */
  synchronized void wake() {
    woken = true;
    notifyAll();
  }

  /** The next message; null if none came in time, or {@link #wake} was called. */
  synchronized byte @Nullable [] take(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    long left = nanos;
    while (messages.isEmpty() && !woken && left > 0) {
      wait(left / NANOS_PER_MILLI + 1);
      left = deadline - System.nanoTime();
    }
    woken = false;
    byte[] message = messages.poll();
    if (message != null) {
      bytes -= message.length;
    }
    return message;
  }
}
