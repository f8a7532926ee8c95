package io.gyre.tck;

import io.gyre.spi.engine.ControlListener;
import java.util.ArrayList;
import java.util.List;

/** Remembers control messages. Thread-safe. */
public final class RecordingControl implements ControlListener {
  private final Await heard = new Await();
  private final List<byte[]> messages = new ArrayList<>();

  /** Makes a listener that heard nothing. */
  public RecordingControl() {}

  @Override
  public void onControl(byte[] message) {
    heard.change(() -> messages.add(message));
  }

  /** Waits until so many messages were heard, and returns all there are. */
  public List<byte[]> awaitMessages(int count) {
    heard.until(count + " control messages", () -> messages.size() >= count, messages::size);
    return heard.read(() -> List.copyOf(messages));
  }
}
