package io.gyre.protocol;

/** Decodes Protobuf. */
public final class ProtobufDecoder implements Decoder {
  /** The only instance. */
  public static final ProtobufDecoder INSTANCE = new ProtobufDecoder();

  private ProtobufDecoder() {}

  @Override
  public CommandReader commands(byte[] frame) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Command.Connect connectRequest(byte[] body) {
    throw new UnsupportedOperationException();
  }

  @Override
  public EmulationRequest emulationRequest(byte[] body) {
    throw new UnsupportedOperationException();
  }
}
