package io.gyre.core.errors;

import io.gyre.spi.error.ClientError;

/** Error replies of the client protocol; codes and texts are the protocol's. */
public final class ClientErrors {
  /** Something failed that the client can do nothing about but try again. */
  public static final ClientError INTERNAL = new ClientError(100, "internal server error", true);

  /** The channel's namespace is not configured. */
  public static final ClientError UNKNOWN_CHANNEL = new ClientError(102, "unknown channel", false);

  /** The client may not do that in the channel. */
  public static final ClientError PERMISSION_DENIED =
      new ClientError(103, "permission denied", false);

  /** No such RPC method. */
  public static final ClientError METHOD_NOT_FOUND =
      new ClientError(104, "method not found", false);

  /** The connection has a subscription to the channel. */
  public static final ClientError ALREADY_SUBSCRIBED =
      new ClientError(105, "already subscribed", false);

  /** The connection has as many subscriptions as it may. */
  public static final ClientError LIMIT_EXCEEDED = new ClientError(106, "limit exceeded", false);

  /** The request makes no sense. */
  public static final ClientError BAD_REQUEST = new ClientError(107, "bad request", false);

  /** The feature is off for the channel. */
  public static final ClientError NOT_AVAILABLE = new ClientError(108, "not available", false);

  /** The token's time is over: ask for a fresh one. */
  public static final ClientError TOKEN_EXPIRED = new ClientError(109, "token expired", false);

  /** What is to be granted ended already. */
  public static final ClientError EXPIRED = new ClientError(110, "expired", false);

  /** Come back later. */
  public static final ClientError TOO_MANY_REQUESTS =
      new ClientError(111, "too many requests", true);

  /** The stream cannot be continued from the position asked for. */
  public static final ClientError UNRECOVERABLE_POSITION =
      new ClientError(112, "unrecoverable position", false);

  private ClientErrors() {}
}
