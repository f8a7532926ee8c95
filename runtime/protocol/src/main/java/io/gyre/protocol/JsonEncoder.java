package io.gyre.protocol;

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
  public byte[] push(String channel, Push push) {
    JsonWriter out = JsonWriter.measuring();
    push(out, channel, push);
    out.allocate();
    push(out, channel, push);
    return out.filled();
  }

  private static void push(JsonWriter out, String channel, Push push) {
    out.beginObject().name(PUSH);
    JsonPushes.write(out, channel, push);
    out.endObject();
  }

  @Override
  public byte[] barePush(String channel, Push push) {
    JsonWriter out = JsonWriter.measuring();
    JsonPushes.write(out, channel, push);
    out.allocate();
    JsonPushes.write(out, channel, push);
    return out.filled();
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
