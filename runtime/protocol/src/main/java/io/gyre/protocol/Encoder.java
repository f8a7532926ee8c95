package io.gyre.protocol;

import io.gyre.spi.transport.Frame;
import java.util.List;

/**
 * Turns replies and pushes into messages. Stateless and thread-safe; see {@link
 * JsonEncoder#INSTANCE} and {@link ProtobufEncoder#INSTANCE}.
 *
 * <p>A returned array is one message as it stands in a frame: JSON without a newline, Protobuf
 * behind its length prefix. It is exactly sized, freshly made unless said otherwise, and {@link
 * #join} puts several into one frame. JSON encoders throw {@link NotJsonException} when a payload
 * is not JSON.
 */
public sealed interface Encoder permits JsonEncoder, ProtobufEncoder {
  /** The reply to the command with this id; an {@link ErrorReply} gives an error reply. */
  byte[] reply(long id, Result result);

  /** The error reply to the command with this id. */
  default byte[] error(long id, int code, String message, boolean temporary) {
    return reply(id, new ErrorReply(code, message, temporary));
  }

  /**
   * A push that is measured and writes itself where it is wanted; channel is empty where none is
   * meant.
   *
   * @param bare as unidirectional clients expect it; else inside a reply, as bidirectional ones do
   */
  Frame.Content draft(String channel, Push push, boolean bare);

  /**
   * A push as bidirectional clients expect it, inside a reply; channel is empty where none is
   * meant.
   */
  default byte[] push(String channel, Push push) {
    return Frames.written(draft(channel, push, false));
  }

  /**
   * A push as unidirectional clients expect it, bare. In Protobuf without length prefix: a gRPC
   * message is delimited by its stream.
   */
  default byte[] barePush(String channel, Push push) {
    return Frames.written(draft(channel, push, true));
  }

  /** The empty message that asks for a pong. Shared, not to be written to. */
  byte[] ping();

  /** The empty push that tells a unidirectional client that the stream lives. Shared. */
  byte[] barePing();

  /** One frame of several messages. The only message of a list is returned as it is. */
  byte[] join(List<byte[]> messages);
}
