package io.gyre.protocol;

import io.gyre.spi.transport.Frame;
import java.util.List;

/**
 * Encodes JSON. Zero values are left out, payloads stand as they are. Each message is measured
 * first and then written into the one array it fits.
 */
public final class JsonEncoder implements Encoder {
  /** The only instance. */
  public static final JsonEncoder INSTANCE = new JsonEncoder();

  private static final byte[] ID = JsonWriter.quoted("id");
  private static final byte[] PUSH = JsonWriter.quoted("push");
  private static final byte[] PING = {'{', '}'};

  private JsonEncoder() {}

  @Override
  public byte[] reply(long id, Result result) {
    JsonWriter out = JsonWriter.measuring();
    reply(out, id, result);
    out.allocate();
    reply(out, id, result);
    return out.filled();
  }

  private static void reply(JsonWriter out, long id, Result result) {
    out.beginObject();
    if (id != 0) {
      out.name(ID).number(id);
    }
    JsonResults.write(out, result);
    out.endObject();
  }

  @Override
  public Frame.Content draft(String channel, Push push, boolean bare) {
    JsonWriter out = JsonWriter.measuring();
    push(out, channel, push, bare);
    return new Draft(channel, push, bare, out.length(), out.breaks());
  }

  private static void push(JsonWriter out, String channel, Push push, boolean bare) {
    if (bare) {
      JsonPushes.write(out, channel, push);
      return;
    }
    out.beginObject().name(PUSH);
    JsonPushes.write(out, channel, push);
    out.endObject();
  }

  /**
   * A measured push.
   *
   * @param breaks whether there are line breaks to leave out
   */
  private record Draft(String channel, Push push, boolean bare, int length, boolean breaks)
      implements Frame.Content {
    @Override
    public void writeTo(byte[] target, int from) {
      JsonEncoder.push(JsonWriter.into(target, from, breaks), channel, push, bare);
    }
  }

  @Override
  public byte[] ping() {
    return PING;
  }

  @Override
  public byte[] barePing() {
    return PING;
  }

  @Override
  public byte[] join(List<byte[]> messages) {
    return Frames.join(messages, 1);
  }
}
