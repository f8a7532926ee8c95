package io.gyre.spi.auth;

/** Turns a token into claims or says why not. Thread-safe. */
public interface Authenticator {

  /** What a connection token grants. */
  ConnectClaims connection(String token) throws TokenRejected;

  /** What a subscription token grants. */
  SubscribeClaims subscription(String token) throws TokenRejected;

  /**
   * Whether a call may wait for something else than the processor. If not, the server calls on its
   * own event threads and spares the hand-over.
   */
  default boolean mayBlock() {
    return true;
  }
}
