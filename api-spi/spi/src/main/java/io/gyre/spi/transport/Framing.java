package io.gyre.spi.transport;

/**
 * Wraps messages for a wire, such as a WebSocket frame header before them. Stateless; the same
 * object serves all connections, because frames are shared by its identity.
 */
@FunctionalInterface
public interface Framing {

  /** The bytes for the wire; may be the array itself. */
  byte[] wrap(byte[] payload);

  /**
   * The bytes for the wire. A framing that leaves the messages as they are has them written behind
   * its header by {@link Frame#writeTo}, which spares a copy.
   */
  default byte[] wrap(Frame frame) {
    return wrap(frame.payload());
  }
}
