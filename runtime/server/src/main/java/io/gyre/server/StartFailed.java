package io.gyre.server;

/** The server cannot start; the message says why in words of whoever runs it. */
public final class StartFailed extends RuntimeException {

  /** What is to be changed by whoever runs the server: no stack trace. */
  public StartFailed(String message) {
    super(message, null, false, false);
  }

  /** What went wrong inside a component. */
  public StartFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
