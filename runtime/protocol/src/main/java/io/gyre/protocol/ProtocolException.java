package io.gyre.protocol;

/**
 * Thrown by readers and decoders when the bytes break the protocol; the only exception that input
 * can cause. Carries no stack trace, so that hostile input costs little.
 */
public final class ProtocolException extends RuntimeException {
  /** The message says what was wrong; it never repeats the input. */
  public ProtocolException(String message) {
    super(message, null, false, false);
  }
}
