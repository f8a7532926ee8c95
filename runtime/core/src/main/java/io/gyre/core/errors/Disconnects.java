package io.gyre.core.errors;

import io.gyre.spi.error.Disconnect;

/** Ends of connections; codes and texts are the protocol's. */
public final class Disconnects {
  /** The peer went away; never written to it. */
  public static final Disconnect CONNECTION_CLOSED = new Disconnect(3000, "connection closed");

  /** The node stops. */
  public static final Disconnect SHUTDOWN = new Disconnect(3001, "shutdown");

  /** Something failed inside. */
  public static final Disconnect SERVER_ERROR = new Disconnect(3004, "internal server error");

  /** The connection's time is over. */
  public static final Disconnect EXPIRED = new Disconnect(3005, "connection expired");

  /** A server-side subscription's time is over. */
  public static final Disconnect SUBSCRIPTION_EXPIRED =
      new Disconnect(3006, "subscription expired");

  /** The client reads too slowly. */
  public static final Disconnect SLOW = new Disconnect(3008, "slow");

  /** The transport could not write. */
  public static final Disconnect WRITE_ERROR = new Disconnect(3009, "write error");

  /** A server-side subscription missed something. */
  public static final Disconnect INSUFFICIENT_STATE = new Disconnect(3010, "insufficient state");

  /** The client did not answer a ping. */
  public static final Disconnect NO_PONG = new Disconnect(3012, "no pong");

  /** A client sends more than can be handled. */
  public static final Disconnect TOO_MANY_REQUESTS = new Disconnect(3013, "too many requests");

  /** The token is no good. */
  public static final Disconnect INVALID_TOKEN = new Disconnect(3500, "invalid token");

  /** The client broke the protocol. */
  public static final Disconnect BAD_REQUEST = new Disconnect(3501, "bad request");

  /** The client did not connect in time. */
  public static final Disconnect STALE = new Disconnect(3502, "stale");

  /** The back end sent the client away. */
  public static final Disconnect FORCE_NO_RECONNECT = new Disconnect(3503, "force disconnect");

  /** The user has too many connections. */
  public static final Disconnect CONNECTION_LIMIT = new Disconnect(3504, "connection limit");

  /** Too many server-side subscriptions. */
  public static final Disconnect CHANNEL_LIMIT = new Disconnect(3505, "channel limit");

  /** A payload that the client's encoding cannot carry. */
  public static final Disconnect INAPPROPRIATE_PROTOCOL =
      new Disconnect(3506, "inappropriate protocol");

  /** Anonymous tokens are not welcome. */
  public static final Disconnect PERMISSION_DENIED = new Disconnect(3507, "permission denied");

  /** There is nobody to take the message. */
  public static final Disconnect NOT_AVAILABLE = new Disconnect(3508, "not available");

  private Disconnects() {}
}
