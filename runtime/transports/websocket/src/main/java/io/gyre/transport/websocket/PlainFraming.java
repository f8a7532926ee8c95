package io.gyre.transport.websocket;

import io.gyre.spi.transport.Frame;
import io.gyre.spi.transport.Framing;

/** Puts each message in one frame. */
final class PlainFraming implements Framing {
  private final int opcode;

  PlainFraming(int opcode) {
    this.opcode = opcode;
  }

  @Override
  public byte[] wrap(byte[] payload) {
    return FrameWriter.frame(Opcode.FIN | opcode, payload, payload.length);
  }

  @Override
  public byte[] wrap(Frame frame) {
    return FrameWriter.frame(Opcode.FIN | opcode, frame);
  }
}
