package io.gyre.core.errors;

/**
 * Why the server ends a subscription; codes and texts are the protocol's.
 *
 * @param code clients subscribe again from 2500 on
 * @param reason for developers
 */
public record Unsubscribe(int code, String reason) {
  /** The back end asked. */
  public static final Unsubscribe SERVER = new Unsubscribe(2000, "server unsubscribe");

  /** The subscription missed something. */
  public static final Unsubscribe INSUFFICIENT_STATE = new Unsubscribe(2500, "insufficient state");

  /** The subscription's time is over. */
  public static final Unsubscribe EXPIRED = new Unsubscribe(2501, "subscription expired");
}
