package io.gyre.spi.error;

/** Carries a {@link Disconnect} to the session; expected, so it has no stack trace. */
public final class DisconnectException extends RuntimeException {
  private final transient Disconnect disconnect;

  /** Ends a connection. */
  public DisconnectException(Disconnect disconnect) {
    super(disconnect.code() + " " + disconnect.reason(), null, false, false);
    this.disconnect = disconnect;
  }

  /** Why the connection ends. */
  public Disconnect disconnect() {
    return disconnect;
  }
}
