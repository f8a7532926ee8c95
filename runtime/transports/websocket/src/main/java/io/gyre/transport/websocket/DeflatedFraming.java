package io.gyre.transport.websocket;

import io.gyre.spi.transport.Frame;
import io.gyre.spi.transport.Framing;

/** Puts each message in one frame, compressed if it is larger than a size. */
final class DeflatedFraming implements Framing {
  private final int opcode;
  private final Deflate deflate;
  private final int smallest;

  DeflatedFraming(int opcode, Deflate deflate, int smallest) {
    this.opcode = opcode;
    this.deflate = deflate;
    this.smallest = smallest;
  }

  @Override
  public byte[] wrap(byte[] payload) {
    if (payload.length <= smallest) {
      return FrameWriter.frame(Opcode.FIN | opcode, payload, payload.length);
    }
    byte[] compressed = deflate.compress(payload);
    return FrameWriter.frame(Opcode.FIN | Opcode.RSV1 | opcode, compressed, compressed.length);
  }

  @Override
  public byte[] wrap(Frame frame) {
    return frame.length() <= smallest
        ? FrameWriter.frame(Opcode.FIN | opcode, frame)
        : wrap(frame.payload());
  }
}
