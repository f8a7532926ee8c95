package io.gyre.protocol;

/**
 * The replies of one frame, in order, for clients written against this module: load generators,
 * test kits. {@code while (reader.next()) handle(reader.read())}. Belongs to one thread; malformed
 * input gives {@link ProtocolException}. Payloads are as they came: a JSON string, quotes included,
 * where the server wrote data as text.
 */
public sealed interface ReplyReader permits JsonReplyReader, ProtobufReplyReader {
  /** Reads a frame of JSON. */
  static ReplyReader json(byte[] frame) {
    return new JsonReplyReader(frame);
  }

  /** Reads a frame of Protobuf. */
  static ReplyReader protobuf(byte[] frame) {
    return new ProtobufReplyReader(frame);
  }

  /** Moves to the next reply, if there is one. */
  boolean next();

  /** Decodes the reply moved to. */
  Reply read();
}
