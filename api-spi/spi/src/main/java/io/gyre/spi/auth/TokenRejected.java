package io.gyre.spi.auth;

/** Why a token grants nothing. Has no stack trace: bad tokens are everyday input. */
public final class TokenRejected extends Exception {

  /** What the client should do about it. */
  public enum Reason {
    /** Ask the application for a fresh token. */
    EXPIRED,
    /** Log in again. */
    INVALID
  }

  private final Reason reason;

  /** Rejects a token; the message goes to the log only and must not hold the token. */
  public TokenRejected(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** Which of the two it is. */
  public Reason reason() {
    return reason;
  }
}
