package io.gyre.transport.websocket;

import io.gyre.spi.transport.Framing;
import org.jspecify.annotations.Nullable;

/**
 * What all connections with the same negotiation share.
 *
 * @param framing of messages to peers; its identity lets connections share frames
 * @param limits of messages from peers
 * @param deflate if messages may be compressed
 */
record WireRules(Framing framing, MessageLimits limits, @Nullable Deflate deflate) {

  /** Rules without compression. */
  static WireRules plain(int opcode, MessageLimits limits) {
    return new WireRules(new PlainFraming(opcode), limits, null);
  }

  /** Rules with compression of messages that are larger than a size. */
  static WireRules deflated(int opcode, MessageLimits limits, Deflate deflate, int smallest) {
    return new WireRules(new DeflatedFraming(opcode, deflate, smallest), limits, deflate);
  }
}
