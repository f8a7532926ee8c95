package io.gyre.protocol;

import io.gyre.spi.transport.Frame;
import java.util.List;

/**
 * Encodes Protobuf. Each message is measured first and then written, last field first, into the one
 * array it fits.
 */
public final class ProtobufEncoder implements Encoder {
  /** The only instance. */
  public static final ProtobufEncoder INSTANCE = new ProtobufEncoder();

  private static final int ID = 1;
  private static final int PUSH = 4;
  private static final byte[] PING = {0};

  private ProtobufEncoder() {}

  @Override
  public byte[] reply(long id, Result result) {
    ProtobufWriter out = new ProtobufWriter();
    reply(out, id, result);
    out.allocate();
    reply(out, id, result);
    return out.filled();
  }

  private static void reply(ProtobufWriter out, long id, Result result) {
    int end = out.mark();
    ProtobufResults.write(out, result);
    out.integer(ID, id);
    out.length(end);
  }

  @Override
  public Frame.Content draft(String channel, Push push, boolean bare) {
    ProtobufWriter out = new ProtobufWriter();
    push(out, channel, push, bare);
    return new Draft(channel, push, bare, out.length());
  }

  private static void push(ProtobufWriter out, String channel, Push push, boolean bare) {
    int end = out.mark();
    ProtobufPushes.write(out, channel, push);
    if (!bare) {
      out.message(PUSH, end);
      out.length(end);
    }
  }

  /** A measured push. */
  private record Draft(String channel, Push push, boolean bare, int length)
      implements Frame.Content {
    @Override
    public void writeTo(byte[] target, int from) {
      ProtobufEncoder.push(ProtobufWriter.into(target, from + length), channel, push, bare);
    }
  }

  @Override
  public byte[] ping() {
    return PING;
  }

  @Override
  public byte[] barePing() {
    return Bytes.EMPTY;
  }

  @Override
  public byte[] join(List<byte[]> messages) {
    return Frames.join(messages, 0);
  }
}
