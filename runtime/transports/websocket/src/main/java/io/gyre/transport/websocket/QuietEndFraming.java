package io.gyre.transport.websocket;

import io.gyre.spi.transport.Framing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Leaves out the push that announces the end of the connection, for clients to whom the close frame
 * says enough.
 */
final class QuietEndFraming implements Framing {
  private static final byte[] DISCONNECT_PUSH =
      "{\"disconnect\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NOTHING = {};
  private final Framing framing;

  QuietEndFraming(Framing framing) {
    this.framing = framing;
  }

  @Override
  public byte[] wrap(byte[] payload) {
    int length = DISCONNECT_PUSH.length;
    boolean last =
        payload.length > length && Arrays.equals(payload, 0, length, DISCONNECT_PUSH, 0, length);
    return last ? NOTHING : framing.wrap(payload);
  }
}
