package io.gyre.spi.error;

/**
 * An engine or proxy could not reach what is behind it in time. The client is told that the error
 * is temporary.
 */
public final class BackendUnavailable extends RuntimeException {

  /** Says what could not be reached, and why. */
  public BackendUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
