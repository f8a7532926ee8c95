package io.gyre.protocol;

import io.gyre.spi.transport.Frame;
import java.util.List;

/** Puts messages into one frame. */
final class Frames {
  private Frames() {}

  /** The bytes of a draft, in an array of their own. */
  static byte[] written(Frame.Content draft) {
    byte[] message = new byte[draft.length()];
    draft.writeTo(message, 0);
    return message;
  }

  /** Joins messages with so many line feeds (0 or 1) in between. */
  static byte[] join(List<byte[]> messages, int gap) {
    if (messages.size() == 1) {
      return messages.getFirst();
    }
    int length = gap * Math.max(0, messages.size() - 1);
    for (byte[] message : messages) {
      length = Math.addExact(length, message.length);
    }
    byte[] frame = new byte[length];
    int at = 0;
    for (byte[] message : messages) {
      System.arraycopy(message, 0, frame, at, message.length);
      at += message.length;
      if (gap != 0 && at < length) {
        frame[at++] = '\n';
      }
    }
    return frame;
  }
}
