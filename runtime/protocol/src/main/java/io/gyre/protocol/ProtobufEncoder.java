package io.gyre.protocol;

import java.util.List;

/** Encodes Protobuf. */
public final class ProtobufEncoder implements Encoder {
  /** The only instance. */
  public static final ProtobufEncoder INSTANCE = new ProtobufEncoder();

  private ProtobufEncoder() {}

  @Override
  public byte[] reply(long id, Result result) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] push(String channel, Push push) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] barePush(String channel, Push push) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] ping() {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] join(List<byte[]> messages) {
    return Frames.join(messages, 0);
  }
}
