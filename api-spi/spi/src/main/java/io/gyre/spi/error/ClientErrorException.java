package io.gyre.spi.error;

/** Carries a {@link ClientError} to the client; expected, so it has no stack trace. */
public final class ClientErrorException extends RuntimeException {
  private final transient ClientError error;

  /** Refuses a command with an error reply. */
  public ClientErrorException(ClientError error) {
    super(error.code() + " " + error.message(), null, false, false);
    this.error = error;
  }

  /** The reply to send. */
  public ClientError error() {
    return error;
  }
}
