package io.gyre.protocol;

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
  public byte[] push(String channel, Push push) {
    ProtobufWriter out = new ProtobufWriter();
    push(out, channel, push);
    out.allocate();
    push(out, channel, push);
    return out.filled();
  }

  private static void push(ProtobufWriter out, String channel, Push push) {
    int end = out.mark();
    ProtobufPushes.write(out, channel, push);
    out.message(PUSH, end);
    out.length(end);
  }

  @Override
  public byte[] barePush(String channel, Push push) {
    ProtobufWriter out = new ProtobufWriter();
    ProtobufPushes.write(out, channel, push);
    out.allocate();
    ProtobufPushes.write(out, channel, push);
    return out.filled();
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
