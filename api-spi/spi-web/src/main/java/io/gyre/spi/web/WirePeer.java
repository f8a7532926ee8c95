package io.gyre.spi.web;

/** What a {@link WireCodec} found in the bytes of its peer. Valid during the call only. */
public interface WirePeer {

  /** Sends {@link WireCodec#greeting} now, if it did not go yet. */
  void greet();

  /** A frame: one or several commands. The array is handed over. */
  void frame(byte[] commands);

  /** Bytes to send back at once, such as the answer to a ping. The array is handed over. */
  void reply(byte[] wire);

  /**
   * The peer said goodbye; the connection ends when {@code answer}, possibly empty, is written.
   * Nothing more is decoded.
   */
  void ended(byte[] answer);

  /**
   * The peer broke the rules; {@code farewell} tells it why. The connection ends when the peer has
   * taken it and hung up, or after {@link WireTimes#close()}. Nothing more is decoded.
   */
  void failed(byte[] farewell);
}
